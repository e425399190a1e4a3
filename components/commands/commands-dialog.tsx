'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { COMMAND_GROUPS, type Command, listOffers, useOffers } from '@/components/ui/commands.ts'
import { KeyCaps } from '@/components/ui/keys/key-caps.tsx'
import type { KeyEntry } from '@/components/ui/keys/keys.ts'
import { endWaiting } from '@/components/ui/lazy-part.tsx'
import { formatNumber } from '@/lib/formats.ts'
import { BOX, CommandsFrame } from './commands-frame.tsx'
import { findCommands } from './find-commands.ts'
import { recentCommands, rememberCommand } from './recent-commands.ts'

/** What was typed before the commands were there, and whether Enter followed. */
export type TypedBefore = { typed: string; isEntered: boolean }

/** `cut`: so many more fit. */
type Group = { label: string; items: Command[]; cut?: number }

type Props = {
  before: TypedBefore
  openKey: KeyEntry
  onClose: () => void
}

/** Everything there is to do, found by typing. The registry says what there is; this only draws it. */
export function CommandsDialog({ before, openKey, onClose }: Props) {
  const [typed, setTyped] = useState(before.typed)
  /** Enter was pressed for what is typed before that could be found. */
  const [isEntered, setIsEntered] = useState(before.isEntered)
  useOffers()
  const groups = groupCommands(typed)
  const areMoreComing = isListLate()
  useEffect(endWaiting, [])

  function run(command: Command) {
    rememberCommand(command)
    // Closed first: the focus is back where it was before the command moves it, or opens a dialog.
    flushSync(onClose)
    command.run()
  }

  const runEntered = useEffectEvent(() => {
    const first = groups[0]?.items[0]
    // Not within React's own work: to close at once is no part of it.
    if (isEntered && typed !== '' && first) queueMicrotask(() => run(first))
  })
  useEffect(() => {
    if (!areMoreComing) runEntered()
  }, [areMoreComing])

  return (
    <CommandsFrame openKey={openKey} onClose={onClose}>
      <Autocomplete.Root
        inline
        open
        mode="none"
        autoHighlight="always"
        keepHighlight
        items={groups}
        value={typed}
        onValueChange={value => {
          setTyped(value)
          setIsEntered(false)
        }}
        itemToStringValue={(command: Command) => command.label}
      >
        <Autocomplete.Input
          {...BOX}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && groups.length === 0) setIsEntered(true)
          }}
        />
        <Autocomplete.Empty className="px-4 text-text-2 not-empty:py-4">
          {groups.length === 0 && areMoreComing && 'Loading…'}
          {groups.length === 0 && !areMoreComing && (
            <>
              Nothing found for <bdi translate="no">{`“${typed}”`}</bdi>
            </>
          )}
        </Autocomplete.Empty>
        <Autocomplete.List
          aria-label="Results"
          className="min-h-0 overflow-y-auto overscroll-contain px-1.5 not-empty:pb-1.5 [scroll-padding:2rem_0_0.375rem]"
        >
          {({ label, items, cut = 0 }: Group) => (
            <Autocomplete.Group key={label} items={items}>
              <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-0.5 text-12 font-medium text-text-3">
                {label}
                {cut > 0 && ` · ${items.length} of ${formatNumber(items.length + cut)}`}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: Command) => (
                  <Autocomplete.Item
                    key={command.id}
                    value={command}
                    onClick={() => run(command)}
                    className="flex min-h-8.5 cursor-default flex-wrap items-center gap-x-2.5 rounded-md px-2.5 py-1 data-highlighted:bg-selected forced-colors:data-highlighted:outline-2 max-sm:min-h-10"
                  >
                    <bdi
                      translate={command.isNamed ? 'no' : undefined}
                      className="min-w-0 [overflow-wrap:anywhere]"
                    >
                      {command.label}
                    </bdi>
                    {command.hint && (
                      <bdi translate="no" className="min-w-0 flex-auto text-text-3 [overflow-wrap:anywhere]">
                        {command.hint}
                      </bdi>
                    )}
                    {command.end && (
                      <bdi
                        translate="no"
                        className={`ml-auto min-w-0 text-text-2 [overflow-wrap:anywhere] ${command.end.className ?? ''}`}
                      >
                        {command.end.content}
                      </bdi>
                    )}
                    {command.keys && (
                      <span aria-hidden="true" className="ml-auto">
                        <KeyCaps name={command.keys} />
                      </span>
                    )}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </CommandsFrame>
  )
}

/** A list has its views among the commands at once. What finds its agents and filters comes when the page is at rest. */
function isListLate(): boolean {
  const offers = listOffers()
  const isList = offers.some(({ listed }) => listed?.some(({ group }) => group === 'Views'))
  return isList && offers.every(({ find }) => !find)
}

/** With nothing typed what was used last stands first; otherwise it leads within its group. */
function groupCommands(typed: string): Group[] {
  const recent = recentCommands()
  const { commands, cut } = findCommands(typed, recent)
  const lead = typed.trim() === '' ? recent : []
  const isLead = new Set(lead.map(({ id }) => id))
  const rank = (command: Command) => {
    const place = recent.findIndex(({ id }) => id === command.id)
    return place < 0 ? recent.length : place
  }
  const groups: Group[] = COMMAND_GROUPS.map(group => ({
    label: group,
    items: commands
      .filter(command => command.group === group && !isLead.has(command.id))
      .sort((one, other) => rank(one) - rank(other)),
    cut: cut[group],
  }))
  return [{ label: 'Recent', items: lead }, ...groups].filter(({ items }) => items.length > 0)
}
