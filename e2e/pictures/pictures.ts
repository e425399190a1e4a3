import { expect, type Page } from 'playwright/test'
import { AgentsPage } from '../support/agents-page.ts'
import type { Stage } from './stage.ts'

export type Picture = {
  /** Of its files in docs/pictures, before `-light.webp` and `-dark.webp`. */
  name: string
  path?: string
  size: readonly [width: number, height: number]
  /** Brings the page to what is to be seen. */
  prepare?: (page: Page, agents: AgentsPage, stage: Stage) => Promise<unknown>
}

const WIDE = [1200, 680] as const
const DIALOG = [960, 680] as const
const PHONE = [390, 780] as const

const press = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click()

const isLoaded = (page: Page) => expect(page.getByText('Loading').filter({ visible: true })).toHaveCount(0)

/** What the documents show, in the order of the supervisors' guide. */
export const PICTURES: readonly Picture[] = [
  { name: 'list', size: WIDE },
  {
    name: 'narrowing',
    size: WIDE,
    prepare: async (_page, agents) => {
      await agents.region.selectOption({ label: 'EMEA' })
      const status = await agents.openFilter('Status')
      await status.getByRole('checkbox', { name: 'Ready', exact: true }).check()
      await status.getByRole('checkbox', { name: 'Lunch', exact: true }).check()
    },
  },
  { name: 'by-region', size: WIDE, prepare: press('By region') },
  {
    name: 'profile',
    size: [1200, 740],
    prepare: async (page, agents) => {
      await agents.row(3).getByRole('rowheader').click()
      await isLoaded(page)
    },
  },
  { name: 'selection', size: [1200, 400], prepare: (_page, agents) => agents.select(2, 4, 5) },
  {
    name: 'compare',
    size: [1120, 760],
    prepare: async (page, agents) => {
      await agents.select(2, 4, 5)
      await agents.selection.getByRole('button', { name: 'Compare' }).click()
      await isLoaded(page)
    },
  },
  { name: 'export', size: DIALOG, prepare: press('Export') },
  { name: 'views', size: [1200, 400], prepare: press('Views') },
  { name: 'columns', size: DIALOG, prepare: press('Columns') },
  {
    name: 'commands',
    size: DIALOG,
    prepare: async page => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Commands' }).fill('ma')
      await page.getByRole('option', { name: 'Maria Garcia' }).first().waitFor()
    },
  },
  { name: 'keys', size: DIALOG, prepare: page => page.keyboard.press('?') },
  {
    name: 'help',
    size: DIALOG,
    prepare: async page => {
      await press('Account')(page)
      await page.getByRole('menuitem', { name: 'Help' }).click()
    },
  },
  { name: 'connection', size: [1120, 600], path: '/connection' },
  { name: 'phone', size: PHONE },
  { name: 'phone-filters', size: PHONE, prepare: press('Filters') },
  // The last, since the agents are others afterwards.
  {
    name: 'changes',
    size: [1200, 400],
    prepare: async (page, agents, { zoom, moveClock }) => {
      const all = await zoom.agents()
      const occupied = all.find(agent => agent.status_name === 'Occupied')
      for (const { user_id } of all.filter(agent => agent.status_name === 'Ready').slice(0, 2))
        await zoom.patchAgent(user_id, { status_id: occupied?.status_id, status_name: 'Occupied' })
      await moveClock(15_000)
      await agents.refresh.click()
      await page.locator('[data-changed]').first().waitFor()
    },
  },
]

/** Opens the page of a picture and brings it to what is to be seen, at rest. */
export async function open(
  page: Page,
  { path, prepare }: Omit<Picture, 'size'>,
  stage: Stage,
): Promise<void> {
  const agents = new AgentsPage(page)
  await page.goto(path ?? '/agents')
  if (!path) await agents.status.getByText('All 1,200 agents').waitFor()
  // What comes lazily is there, too.
  await page.waitForLoadState('networkidle')
  await prepare?.(page, agents, stage)
  await page.waitForLoadState('networkidle')
}
