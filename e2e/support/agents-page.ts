import { expect, type Locator, type Page } from 'playwright/test'
import type { TrueAgent } from './zoom.ts'

/** Where an agent's profile is. */
export const addressOf = (agent: TrueAgent | undefined) =>
  `/agents/${encodeURIComponent(agent?.user_id ?? '')}`

/** The page of agents by its names on screen (what assistive technology hears), and what a person does there. */
export class AgentsPage {
  readonly page: Page
  readonly grid: Locator
  readonly scroller: Locator
  readonly search: Locator
  readonly region: Locator
  readonly access: Locator
  readonly clearFilters: Locator
  readonly refresh: Locator
  /** The filters beside the search; on a phone they are in a sheet. */
  readonly filters: Locator
  /** The counts by status, each a toggle. */
  readonly toggles: Locator
  /** The line that says how complete the list is. */
  readonly status: Locator
  /** Trouble in words; the framework's own announcer is an alert too, but says nothing of that kind. */
  readonly alert: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByRole('grid', { name: 'Agents' })
    this.scroller = page.locator('[data-agents-scroller]')
    this.search = page.getByRole('searchbox', { name: 'Search agents' })
    this.region = page.getByRole('combobox', { name: 'Region' })
    this.access = page.getByRole('combobox', { name: 'Access' })
    this.clearFilters = page.getByRole('button', { name: 'Clear filters' })
    this.refresh = page.getByRole('button', { name: 'Refresh' })
    this.filters = page.getByRole('group', { name: 'Filters', exact: true })
    this.toggles = page.getByRole('list', { name: 'Agents by status' })
    this.status = page.getByRole('status')
    this.alert = page.locator('body > :not(next-route-announcer)').getByRole('alert')
  }

  /** A row by its place in the list, from 1; the header is row 1 to assistive technology. */
  row(place: number): Locator {
    return this.grid.locator(`[role="row"][aria-rowindex="${place + 1}"]`)
  }

  /** Rows of agents that exist at the moment. */
  get rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('rowheader') })
  }

  /** The row with exactly this text in one of its cells. */
  rowWith(text: string): Locator {
    return this.rows.filter({ has: this.page.getByText(text, { exact: true }) })
  }

  /** Presses Refresh until a reading has been made anew: one that is asked for within two seconds of another is that one. */
  async readAnew(): Promise<void> {
    const reading = this.page.locator('[data-read-at]')
    const before = (await reading.getAttribute('data-read-at')) ?? ''
    await expect(async () => {
      await this.refresh.click()
      await expect(reading).not.toHaveAttribute('data-read-at', before, { timeout: 1_000 })
    }).toPass()
  }

  /** Opens the group of a filter, one that has to be added first included. */
  async openFilter(name: string): Promise<Locator> {
    const button = this.filters.getByRole('button', { name, exact: true })
    if ((await button.count()) === 0) {
      await this.filters.getByRole('button', { name: 'Filter', exact: true }).click()
      await this.group('Filter').getByRole('button', { name, exact: true }).click()
    } else await button.click()
    return this.group(name)
  }

  group(name: string): Locator {
    return this.page.getByRole('group', { name, exact: true })
  }

  /** The tools for the agents that are selected. */
  get selection(): Locator {
    return this.page.getByRole('toolbar', { name: 'Selection' })
  }

  /** Selects the agents in these places of the list, one by one. */
  async select(...places: number[]): Promise<void> {
    for (const place of places) {
      await this.row(place).getByRole('checkbox').click()
      await expect(this.row(place)).toHaveAttribute('aria-selected', 'true')
    }
  }

  profile(name: string): Locator {
    return this.page.getByRole('dialog', { name, exact: true })
  }

  heading(name: string): Locator {
    return this.grid.getByRole('columnheader', { name, exact: true })
  }

  /** The cell of a row under a column's heading. */
  async cell(row: Locator, column: string): Promise<Locator> {
    const index = await this.heading(column).getAttribute('aria-colindex')
    return row.locator(`[aria-colindex="${index}"]`)
  }

  /**
   * Scrolls from where the list stands to its last row, one view at a time and on only when the view is filled;
   * returns all that was seen under a heading. Gives up after a while with what it has.
   */
  async readToEnd(column: string, last: number): Promise<Map<number, Set<string>>> {
    const index = await this.heading(column).getAttribute('aria-colindex')
    const seen = await this.scroller.evaluate(
      async (element, { index, last }) => {
        const found: [place: number, text: string][] = []
        const until = performance.now() + 20_000
        const lastRow = `[role="row"][aria-rowindex="${last + 1}"]`
        for (let isAtEnd = false; !isAtEnd && performance.now() < until; ) {
          await new Promise(requestAnimationFrame)
          const view = element.getBoundingClientRect()
          const rows = [...element.querySelectorAll('[role="row"]')].slice(1)
          for (const row of rows) {
            const text = row.querySelector(`[aria-colindex="${index}"]`)?.textContent ?? ''
            found.push([Number(row.getAttribute('aria-rowindex')) - 1, text])
          }
          const isFilled = rows.some(row => row.getBoundingClientRect().bottom >= view.bottom - 2)
          isAtEnd =
            element.scrollTop + element.clientHeight >= element.scrollHeight - 2 &&
            element.querySelector(lastRow) !== null
          if (isFilled) element.scrollTop += element.clientHeight * 0.8
        }
        return found
      },
      { index, last },
    )
    const byPlace = new Map<number, Set<string>>()
    for (const [place, text] of seen) byPlace.set(place, (byPlace.get(place) ?? new Set()).add(text))
    return byPlace
  }

  /** Scrolls to the end; every agent of the account is seen once, each in its place. */
  async expectEveryone(truth: readonly TrueAgent[]): Promise<void> {
    const seen = await this.readToEnd('Email', truth.length)
    const inOrder = [...seen].sort(([a], [b]) => a - b).map(([place, texts]) => [place, ...texts])
    expect(inOrder).toEqual(truth.map(({ user_email }, index) => [index + 1, user_email ?? 'Unknown']))
  }

  async scrollTo(top: number): Promise<void> {
    // The server's page is as high as its first rows alone.
    const room = () => this.scroller.evaluate(element => element.scrollHeight - element.clientHeight)
    await expect.poll(room).toBeGreaterThanOrEqual(top)
    await this.scroller.evaluate((element, to) => {
      element.scrollTop = to
    }, top)
    await expect.poll(() => this.scrollTop()).toBe(top)
  }

  scrollTop(): Promise<number> {
    return this.scroller.evaluate(element => element.scrollTop)
  }
}
