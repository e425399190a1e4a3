import { QUEUES, REGIONS, SKILLS } from '../sandbox/account/account-setup.ts'
import type { Zoom } from './zoom.ts'

/** In every name that the test gives: nothing of ours has it. */
const MARK = '‡'
/** Names that the embedded account has of itself, but for those that are words of ours as well. */
export const NAMES = [
  MARK,
  ...REGIONS.map(({ region_name }) => region_name),
  ...QUEUES.map(({ queue_name }) => queue_name),
  ...SKILLS.map(({ skill_name }) => skill_name),
]

/** Gives every value of the agents that is a name a mark. */
export async function markNames(zoom: Zoom): Promise<void> {
  await zoom.settings({ agents: 8, odd_agents: false })
  for (const [place, { user_id }] of (await zoom.agents()).entries())
    await zoom.patchAgent(user_id, {
      display_name: `${MARK} name ${place}`,
      user_email: `${MARK}${place}@example.com`,
      cc_user_id: `${MARK}id`,
      modified_by: `${MARK}by`,
      role_name: `${MARK} role ${place % 2}`,
      status_id: '77',
      status_name: `${MARK} status`,
      sub_status_id: '177',
      sub_status_name: `${MARK} reason`,
      client_integration: `${MARK}crm`,
      package_name: `${MARK}package`,
      billing_account_name: `${MARK} billing`,
      teams: [{ team_id: 't', team_name: `${MARK} team` }],
    })
}

/** Texts on the page that hold a name and that a translator would take as words. */
export function findTranslated(names: readonly string[]): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue ?? ''
    const around = node.parentElement?.closest('[translate]')
    if (around?.getAttribute('translate') === 'no' || node.parentElement?.closest('script, style')) continue
    if (names.some(name => text.includes(name))) found.push(text.trim())
  }
  return [...new Set(found)]
}
