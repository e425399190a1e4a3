import { PROFILE_NAME } from './profile-look.ts'

/** Whose profile it is. `name`: undefined where Zoom tells none; `isName` is false for words of ours in its place. */
export function ProfileName({
  name = 'No name',
  isName = name !== undefined,
}: {
  name: string | undefined
  isName?: boolean
}) {
  return (
    <h2
      id="profile-name"
      dir="auto"
      translate={isName ? 'no' : undefined}
      title={name}
      className={PROFILE_NAME}
    >
      {name}
    </h2>
  )
}
