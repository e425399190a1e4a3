'use client'

import { useDeferredValue, useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { describeKeys, useKeys } from '@/components/ui/keys/keys.ts'
import type { Field } from '@/lib/agents/field.ts'
import type { Question } from '@/lib/agents/question.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { formatNumber } from '@/lib/formats.ts'
import { ProfileContent } from './profile-content.tsx'

type Props = {
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
  /** The address that shows somebody else this profile over this list. */
  linkTo: (user_id: string) => string
  /** The field Region, by which those of one name are told apart. */
  region: Field
  zone: string
  onClose: () => void
  /** Goes on to the agent before or after. */
  onStep: (agent: Agent) => void
}

const KEYS = describeKeys('Profile', {
  close: { keys: ['Escape'], label: 'Close the profile' },
  previous: { keys: ['['], label: 'Previous agent' },
  next: { keys: [']'], label: 'Next agent' },
})

const PHONE = '(width < 40rem)'

/** One agent over the list: beside it where there is room, in front of everything on a phone. */
export function ProfilePanel(props: Props) {
  const { user_id, isOpen, question, agents, listReadAt, linkTo, zone, onClose, onStep } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const place = agents.findIndex(agent => agent.user_id === user_id)
  // The first frame after a click shows who it is; what stands below comes with the next.
  const hasAllSections = useDeferredValue(true, false)

  useShown(dialog, isOpen)
  const previous = agents[place - 1]
  const next = place >= 0 ? agents[place + 1] : undefined
  useKeys([
    { ...KEYS.close, of: dialog, isOn: isOpen, run: onClose },
    { ...KEYS.previous, of: dialog, isOn: isOpen, repeats: true, run: () => previous && onStep(previous) },
    { ...KEYS.next, of: dialog, isOn: isOpen, repeats: true, run: () => next && onStep(next) },
  ])
  useHeardStep(user_id, agents, place)

  return (
    <dialog
      role="dialog"
      ref={dialog}
      open
      inert={!isOpen}
      aria-labelledby="profile-name"
      data-profile
      tabIndex={-1}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      className="absolute inset-y-0 right-0 left-auto z-20 m-0 flex inert:invisible h-auto max-h-none w-[35rem] max-w-[calc(100vw-13.5rem)] flex-col overflow-hidden border-l bg-raised text-text shadow-float focus:outline-none max-sm:fixed max-sm:inset-0 max-sm:size-full max-sm:max-w-none max-sm:border-0"
    >
      <div className="flex h-10 flex-none items-center gap-1 border-b px-3 max-sm:h-12">
        <Step icon="up" label="Previous agent" shortcut="[" agent={previous} onOpen={onStep} />
        <Step icon="down" label="Next agent" shortcut="]" agent={next} onOpen={onStep} />
        {place >= 0 && (
          <span className="ml-1 text-text-2">
            {`${formatNumber(place + 1)} of ${formatNumber(agents.length)}${props.isWhole ? '' : ' loaded'}`}
          </span>
        )}
        {place < 0 && user_id !== undefined && (
          <span className="ml-1 text-text-3">
            {props.isWhole ? 'not in this list' : 'not among those loaded'}
          </span>
        )}
        <span className="flex-1" />
        {user_id !== undefined && (
          <CopyButton
            label="Copy link"
            icon="link"
            text={() => new URL(linkTo(user_id), window.location.href).href}
          />
        )}
        <button
          type="button"
          className="button button-ghost button-icon"
          aria-label="Close"
          title="Close (Esc)"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-4 pb-8 [scrollbar-color:var(--line-2)_transparent] [scrollbar-width:thin]">
        <ProfileContent
          key={user_id ?? ''}
          user_id={user_id}
          question={question}
          row={agents[place]}
          listReadAt={listReadAt}
          region={props.region}
          zone={zone}
          isWhole={hasAllSections}
        />
      </div>
    </dialog>
  )
}

/** Takes the focus when it opens. On a phone it is modal: what is behind it cannot be seen and must not be reached. */
function useShown(dialog: React.RefObject<HTMLDialogElement | null>, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return
    const phone = window.matchMedia(PHONE)
    function show() {
      const element = dialog.current
      if (!element) return
      if (phone.matches !== element.matches(':modal')) {
        element.close()
        if (phone.matches) element.showModal()
        else element.show()
      }
      element.focus({ preventScroll: true })
    }
    show()
    phone.addEventListener('change', show)
    return () => phone.removeEventListener('change', show)
  }, [dialog, isOpen])
}

type StepProps = {
  icon: 'up' | 'down'
  label: string
  shortcut: string
  agent: Agent | undefined
  onOpen: (agent: Agent) => void
}

function Step({ icon, label, shortcut, agent, onOpen }: StepProps) {
  return (
    <button
      type="button"
      className="button button-ghost button-icon"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label} (${shortcut})`}
      disabled={!agent}
      onClick={() => agent && onOpen(agent)}
    >
      <Icon name={icon} className={agent ? 'text-text-2' : 'text-line-2'} />
    </button>
  )
}

/** Says to whom a step has led: the focus stays on the button, and so is silent. */
function useHeardStep(user_id: string | undefined, agents: readonly Agent[], place: number): void {
  const shown = useRef(user_id)
  useEffect(() => {
    const agent = agents[place]
    if (shown.current === user_id || !agent) return
    shown.current = user_id
    const name = agent.display_name ?? 'No name'
    announce(`${name}, ${formatNumber(place + 1)} of ${formatNumber(agents.length)}`, { isNamed: true })
  }, [user_id, agents, place])
}
