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
      className="line-clamp-5 text-left text-20 font-semibold tracking-[-0.012em] [overflow-wrap:anywhere]"
    >
      {name}
    </h2>
  )
}
