'use client'

import { type RefObject, useDeferredValue, useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { useBrowserSetting } from '@/components/ui/browser-setting.ts'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { IconButton } from '@/components/ui/icon-button.tsx'
import { KeyCaps } from '@/components/ui/keys/key-caps.tsx'
import { singleKeys, useKeys } from '@/components/ui/keys/keys.ts'
import { LINK, UP } from '@/components/ui/late-shapes.ts'
import { type Linked, linkTo } from '@/lib/agents/address/link.ts'
import type { Field } from '@/lib/agents/field.ts'
import type { Question } from '@/lib/agents/question.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { formatNumber } from '@/lib/formats.ts'
import { ProfileBar, ProfileBody } from './profile-bar.tsx'
import { ProfileContent } from './profile-content.tsx'
import { PROFILE_KEYS } from './profile-keys.ts'
import { useFocusInProfile } from './use-focus-in-profile.ts'
import { usePlace } from './use-place.ts'

export type ProfileProps = {
  /** Undefined when the address holds no id that Zoom could know. */
  user_id: string | undefined
  /** False while it is only made ready: nobody sees or hears it yet. */
  isOpen: boolean
  question: Question
  /** The list as it is narrowed and ordered, by which one steps. */
  agents: readonly Agent[]
  /** All that Zoom has are held. */
  isWhole: boolean
  listReadAt: string | undefined
  /** The list as it is shown, for a link to the profile over it. */
  linked: Linked
  /** The field Region, by which those of one name are told apart. */
  region: Field
  zone: string
  onClose: () => void
  /** Goes on to the agent before or after. */
  onStep: (agent: Agent) => void
}

/** What an agent's profile says, and the way to the agents around. `dialog` is what it stands in. */
export function ProfileInside({
  dialog,
  ...props
}: ProfileProps & { dialog: RefObject<HTMLElement | null> }) {
  const { user_id, isOpen, question, agents, listReadAt, region, linked, zone, onClose, onStep } = props
  const hasSingleKeys = useBrowserSetting(singleKeys, true)
  const { place, hasLeft, previous, next } = usePlace(user_id, agents)
  // The first frame after a click shows who it is; what stands below comes with the next.
  const hasAllSections = useDeferredValue(true, false)
  // A step makes all of it anew.
  const content = useFocusInProfile()

  useKeys([
    {
      ...PROFILE_KEYS.previous,
      of: dialog,
      isOn: isOpen,
      repeats: true,
      run: () => previous && onStep(previous),
    },
    { ...PROFILE_KEYS.next, of: dialog, isOn: isOpen, repeats: true, run: () => next && onStep(next) },
  ])
  useSaidStep(user_id, agents, place)

  return (
    <>
      <ProfileBar onClose={onClose}>
        <Step
          icon={{ shape: UP }}
          label="Previous agent"
          shortcut={hasSingleKeys ? '[' : undefined}
          agent={previous}
          onOpen={onStep}
        />
        <Step
          icon={{ name: 'down' }}
          label="Next agent"
          shortcut={hasSingleKeys ? ']' : undefined}
          agent={next}
          onOpen={onStep}
        />
        {place !== null && (
          <span className="ml-1 text-text-2">
            {`${formatNumber(place + 1)} of ${formatNumber(agents.length)}${props.isWhole ? '' : ' loaded'}`}
          </span>
        )}
        {place === null && user_id !== undefined && (
          <span className="ml-1 text-text-3">
            {hasLeft
              ? 'no longer in this list'
              : props.isWhole
                ? 'not in this list'
                : 'not among those loaded'}
          </span>
        )}
        {hasSingleKeys && (
          <span aria-hidden="true" className="ml-2 flex gap-1 max-sm:hidden pointer-coarse:hidden">
            <KeyCaps name="[" />
            <KeyCaps name="]" />
          </span>
        )}
        <span className="flex-1" />
        {user_id !== undefined && (
          <CopyButton
            label="Copy link"
            shape={LINK}
            text={() => new URL(linkTo(linked, user_id), window.location.href).href}
          />
        )}
      </ProfileBar>
      <ProfileBody>
        <div {...content}>
          <ProfileContent
            key={user_id ?? ''}
            user_id={user_id}
            question={question}
            row={place === null ? undefined : agents[place]}
            listReadAt={listReadAt}
            region={region}
            zone={zone}
            isWhole={hasAllSections}
          />
        </div>
      </ProfileBody>
    </>
  )
}

type StepProps = {
  icon: { shape: string } | { name: 'down' }
  label: string
  /** Undefined while keys that write a character are turned off. */
  shortcut: string | undefined
  agent: Agent | undefined
  onOpen: (agent: Agent) => void
}

function Step({ icon, label, shortcut, agent, onOpen }: StepProps) {
  return (
    <IconButton
      label={label}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut})` : label}
      disabled={!agent}
      onClick={() => agent && onOpen(agent)}
    >
      <Icon {...icon} className={agent ? 'text-text-2' : 'text-line-2'} />
    </IconButton>
  )
}

/** Says to whom a step has led: the focus stays on the button, and so is silent. */
function useSaidStep(user_id: string | undefined, agents: readonly Agent[], place: number | null): void {
  const shown = useRef(user_id)
  useEffect(() => {
    if (place === null || shown.current === user_id) return
    shown.current = user_id
    const name = agents[place]?.display_name ?? 'No name'
    announce(`${name}, ${formatNumber(place + 1)} of ${formatNumber(agents.length)}`, { isNamed: true })
  }, [user_id, agents, place])
}
