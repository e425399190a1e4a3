'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { useCommands } from '@/components/ui/commands.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { IconButton } from '@/components/ui/icon-button.tsx'
import { COPY } from '@/components/ui/late-shapes.ts'
import type { ListLocation } from '@/lib/agents/address/address.ts'
import { moveTo } from '@/lib/agents/address/list-location.ts'
import { copyManyRows, listEmails } from '@/lib/agents/files/copied-rows.ts'
import { shownColumns } from '@/lib/agents/files/file-columns.ts'
import { formatNumber } from '@/lib/formats.ts'
import { canCompare, HOW_MANY } from '../../compare/how-many.ts'
import { ExportButton } from '../../export/export-button.tsx'
import type { ExportProps } from '../../export/export-dialog.tsx'
import type { Held } from '../held/use-held.ts'
import { toSelectedList } from './selected-list.ts'
import { useIsOfRead } from './use-is-of-read.ts'
import type { useSelection } from './use-selection.ts'
import { useToolbarKeys } from './use-toolbar-keys.ts'

type Props = {
  selection: ReturnType<typeof useSelection>
  held: Held
  /** What a file of them takes from the list. */
  taken: Pick<ExportProps, 'fields' | 'readAtOf' | 'zone'>
  location: ListLocation
  onClear: () => void
}

type Said = { text: string; isTrouble: boolean; about: string; times: number }

/** What can be done with the agents that are selected. */
export function SelectionToolbar(props: Props) {
  const { selection, held, taken, location, onClear } = props
  const { chosen: agents, outside, missing, isAll, isGrowing } = selection
  const { fields, zone } = taken
  const isPartial = held.list?.end !== 'whole'
  const toolbar = useToolbarKeys()
  const [last, setLast] = useState<Said | null>(null)
  // What was said of one selection is not true of the next.
  // By who they are: a read makes other objects of the same agents.
  const about = agents.map(({ user_id }) => user_id).join(' ')
  const said = last?.about === about ? last : null
  const say = (text: string, isTrouble = false) => {
    // The same again, too: it was done again.
    if (!isTrouble) announce(text)
    setLast(before => ({ text, isTrouble, about, times: (before?.times ?? 0) + 1 }))
  }
  const selected = `${formatNumber(selection.selected.size)} selected`
  const notLoaded = missing > 0 ? `, ${formatNumber(missing)} not loaded yet` : ''
  const [isLive, setIsLive] = useState(false)
  const isOfRead = useIsOfRead(held.list, selection.selected, location)
  const sayFirst = useEffectEvent(() => announce(selected))
  // Some screen readers do not hear what comes with its words; what changes in it later all of them do.
  useEffect(() => {
    sayFirst()
    setIsLive(true)
  }, [])

  async function copyEmails() {
    const emails = listEmails(agents)
    const without = agents.length - emails.length
    if (emails.length === 0) return say(`None of these agents has an email${notLoaded}`, true)
    try {
      await navigator.clipboard.writeText(emails.join('\n'))
      say(
        `${count(emails.length, 'email')} copied${without > 0 ? `, ${formatNumber(without)} without one` : ''}${notLoaded}`,
      )
    } catch {
      say(NOT_COPIED, true)
    }
  }

  async function copyRows() {
    try {
      // The browser has to hear of it in the click itself, before the rows are made.
      const copied = copyManyRows(shownColumns(fields, zone), agents)
      const form = (type: keyof Awaited<typeof copied>) =>
        copied.then(forms => new Blob([forms[type]], { type }))
      const item = new ClipboardItem({ 'text/plain': form('text/plain'), 'text/html': form('text/html') })
      await navigator.clipboard.write([item])
      say(`${count(agents.length, 'row')} copied${notLoaded}`)
    } catch {
      say(NOT_COPIED, true)
    }
  }

  function compare() {
    const ids = [...new Set([...agents.map(({ user_id }) => user_id), ...selection.selected])]
    if (canCompare(ids.length)) moveTo({ compare: ids })
    else say(HOW_MANY, true)
  }

  const action = (id: string, label: string, run: () => void) =>
    ({ id, label, group: 'Actions', keywords: 'selection selected', run }) as const
  useCommands([
    action('copy-emails', 'Copy emails', copyEmails),
    action('copy-rows', 'Copy rows', copyRows),
    action('compare', 'Compare', compare),
    action('clear-selection', 'Clear selection', onClear),
  ])

  const saidNow = said && <SaidText key={said.times} {...said} />
  return (
    <div
      role="toolbar"
      {...toolbar}
      aria-label="Selection"
      // As high as the counts whose place it takes: the rows stay where they are.
      className="-my-1 flex min-w-0 flex-1 flex-col max-sm:-my-0.5"
    >
      {/* The room around the buttons is that of their outlines. */}
      <div className="sideways flex items-center gap-1.5 py-1 [&>*]:shrink-0">
        <p
          aria-live={isLive ? (isOfRead ? 'off' : 'polite') : undefined}
          className="pr-1.5 whitespace-nowrap"
        >
          <strong className="font-semibold">{selected}</strong>
          {outside > 0 && (
            <span className="text-text-2">{`, ${formatNumber(outside)} not in this list`}</span>
          )}
          {notLoaded && <span className="text-warn">{notLoaded}</span>}
          {isAll && isPartial && <span className="text-text-2">, all that are loaded so far</span>}
        </p>
        <button
          type="button"
          className="button button-ghost"
          aria-disabled={isAll && (isGrowing || !isPartial)}
          onClick={selection.selectAll}
        >
          Select all that match
        </button>
        <span className="flex-1" />
        <div className="px-1.5 max-lg:hidden">{saidNow}</div>
        <button type="button" className="button" onClick={copyEmails}>
          <Icon shape={COPY} />
          Copy emails
        </button>
        <button type="button" className="button" onClick={copyRows}>
          <Icon shape={COPY} />
          Copy rows
        </button>
        <ExportButton
          {...taken}
          agents={agents}
          origin={null}
          held={toSelectedList(held, selection)}
          className="button"
        />
        <button type="button" className="button" onClick={compare}>
          Compare
        </button>
        <IconButton label="Clear selection" onClick={onClear}>
          <Icon name="close" />
        </IconButton>
      </div>
      {/* Among buttons that are scrolled it would be out of view, and would push away the one that was pressed. */}
      <div className="pb-1 empty:hidden lg:hidden">{saidNow}</div>
    </div>
  )
}

function SaidText({ text, isTrouble }: Said) {
  if (!isTrouble) return <span className="text-text-2">{text}</span>
  return (
    <span role="alert" className="text-danger">
      {text}
    </span>
  )
}

const NOT_COPIED = 'Your browser did not allow copying'

function count(number: number, noun: string): string {
  return `${formatNumber(number)} ${noun}${number === 1 ? '' : 's'}`
}
