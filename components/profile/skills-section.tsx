'use client'

import { useQuery } from '@tanstack/react-query'
import type { Skill } from '@/lib/agents/schema.ts'
import { skillsQuery } from '@/lib/api/profile-queries.ts'
import { ListSection } from './section.tsx'

/** An agent's skills by category; those with a proficiency show its level. */
export function SkillsSection({ user_id }: { user_id: string }) {
  const query = useQuery(skillsQuery(user_id))
  return (
    <ListSection title="Skills" noun="skills" query={query}>
      {skills =>
        [...Map.groupBy(skills, skill => skill.skill_category_name ?? '')].map(([category, items]) => (
          <div key={category} className="flex gap-4 py-0.5 max-sm:gap-3">
            <h4
              translate={category ? 'no' : undefined}
              className="w-36 flex-none text-text-3 [overflow-wrap:anywhere] max-sm:w-28"
            >
              {category || 'No category'}
            </h4>
            <ul className="min-w-0 flex-1">
              {items.map((skill, index) => (
                <li key={skill.skill_id ?? index} className="[overflow-wrap:anywhere]">
                  <bdi translate="no">{skill.skill_name ?? skill.skill_id ?? 'Unknown'}</bdi>
                  <Level skill={skill} />
                </li>
              ))}
            </ul>
          </div>
        ))
      }
    </ListSection>
  )
}

/** A level means something for proficiency skills only (zoom.md 2.2). */
function Level({ skill }: { skill: Skill }) {
  const { skill_type, user_proficiency_level: level, max_proficiency_level: max } = skill
  if (skill_type !== 'proficiency') return null
  return (
    <span className="text-text-3">
      {' '}
      ·{' '}
      {level === undefined
        ? 'level unknown'
        : max === undefined
          ? `level ${level}`
          : `level ${level} of ${max}`}
    </span>
  )
}
