import { QUEUES, type Queue, SKILLS, type Skill, TEAMS } from './account-setup.ts'
import { seededRandom } from './random.ts'

export interface QueueAssignment extends Queue {
  user_assignment_type: 'agent' | 'supervisor' | 'both'
  teams: { team_id: string; team_name: string }[]
}

export type SkillAssignment = Skill & { user_proficiency_level?: number }

/** The same agent always has the same queues; some have none. */
export function queuesOf(userId: string): QueueAssignment[] {
  const random = seededRandom(numberFrom(userId))
  if (random.chance(0.05)) return []
  return QUEUES.filter(() => random.chance(0.45)).map(queue => ({
    ...queue,
    user_assignment_type: random.chance(0.75) ? 'agent' : random.pick(['supervisor', 'both']),
    teams: random.chance(0.3) ? [random.pick(TEAMS)] : [],
  }))
}

/** A level is told for skills of proficiency alone (zoom.md 2.2). */
export function skillsOf(userId: string): SkillAssignment[] {
  const random = seededRandom(numberFrom(userId) + 1)
  if (random.chance(0.05)) return []
  return SKILLS.filter(() => random.chance(0.5)).map(skill =>
    skill.skill_type === 'proficiency'
      ? { ...skill, user_proficiency_level: random.int(1, skill.max_proficiency_level) }
      : skill,
  )
}

function numberFrom(text: string): number {
  let number = 0
  for (const character of text) number = (Math.imul(number, 31) + (character.codePointAt(0) ?? 0)) >>> 0
  return number
}
