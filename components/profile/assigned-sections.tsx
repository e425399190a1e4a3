import { QueuesSection } from './queues-section.tsx'
import { SkillsSection } from './skills-section.tsx'

/** What Zoom is asked for besides the profile, and so comes later anyway. */
export function AssignedSections({ user_id }: { user_id: string }) {
  return (
    <>
      <QueuesSection user_id={user_id} />
      <SkillsSection user_id={user_id} />
    </>
  )
}
