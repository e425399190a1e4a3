'use client'

import type { ReactNode } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { KeyCaps } from '@/components/ui/keys/key-caps.tsx'

const STATUSES = [
  ['ready', 'Ready', 'takes work'],
  ['not-ready', 'Not Ready', 'signed in, but takes no work. Zoom often adds a reason: Not Ready · Meal'],
  ['occupied', 'Occupied', 'has as much work as the account allows, and gets no more'],
  ['offline', 'Offline', 'not signed in to Contact Center'],
  [
    'custom',
    'Your own statuses',
    'shown by the names your account gave them, and counted together as Custom',
  ],
  ['unknown', 'Unknown', 'Zoom did not say'],
] as const

type Props = {
  /** Shows all keys instead. */
  onKeys: () => void
  onClose: () => void
}

/** What a newcomer needs to read the page and to use it. The guide (docs/supervisors.md) says the same at length. */
export function HelpDialog({ onKeys, onClose }: Props) {
  return (
    <Dialog title="Help" onClose={onClose} isText className="w-[38rem]">
      <p className="mb-5 text-text-2">
        Rollcall shows the agents of your Zoom Contact Center as Zoom reports them. It is read-only: you can
        look, search and copy, and you cannot change anything.
      </p>
      <Part title="Status">
        <dl>
          {STATUSES.map(([kind, name, meaning]) => (
            <div key={kind} className="flex gap-3 border-b py-1.5 max-sm:block">
              <dt className={`status status-${kind} inline-flex w-40 flex-none items-center font-medium`}>
                {name}
              </dt>
              <dd className="min-w-0 text-text-2">{meaning}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title="The small ruler is a limit, not a load">
        <p className="mb-2">
          <Ruler />
          <span className="text-text-2">4 of at most 20</span>
        </p>
        <p>
          Message capacity, Email capacity and the two load columns are limits that somebody set for this
          agent. The pointer stands where the limit is on its scale. It never shows how busy the agent is:
          Zoom does not tell that. An amber number is outside the range that Zoom documents, and is shown as
          Zoom sent it.
        </p>
      </Part>
      <Part title="Unknown">
        <p>
          Zoom did not say, or sent something that makes no sense. Unknown never means zero, no or none. A
          column in which Zoom tells nothing about anybody is hidden.
        </p>
      </Part>
      <Part title="Since and at least since">
        <p>
          <strong>Since 14:02</strong>: Rollcall saw the status change, or Zoom reported it.{' '}
          <strong>At least since 14:02</strong>: the agent already had this status when Rollcall first looked,
          so it may have lasted longer.
        </p>
      </Part>
      <Part title="300 of 1,200 loaded, and among">
        <p>
          Zoom gives its list in parts. Until all of it is here, counts say what they count:{' '}
          <strong>among 300 loaded</strong> means that only those 300 agents have been counted or searched so
          far. Without it, everybody is included.
        </p>
      </Part>
      <Part title="How old it is">
        <p>
          <strong>14:02:10</strong> is when the oldest part of the list was read from Zoom.{' '}
          <strong>4 s ago</strong> in the heading Status is the same as an age. Both turn amber when the list
          could not be refreshed. A profile is read when you open it, so it can be newer than its row.
        </p>
      </Part>
      <Part title="Access">
        <p>
          <strong>Active</strong>: this person may use Contact Center. <strong>Inactive</strong>: this person
          has no access, whatever the status says, and the row is paler.
        </p>
      </Part>
      <Part title="Finding people">
        <p>
          Search looks in names and emails. Several values of one filter add up, several filters narrow. The
          counts above the table are buttons: press one to see those agents. Press a heading to order by it,
          and hold Shift to add a second.
        </p>
      </Part>
      <Part title="Keeping and sharing">
        <p>
          The address holds your search, filters and order. <strong>Views</strong> keeps them under a name and
          copies a link to them. <strong>Export</strong> and printing give exactly the list that you see.
        </p>
      </Part>
      <p className="mb-3 text-text-2">
        <KeyCaps name="Mod+k" /> finds an agent, a filter or an action.
      </p>
      <button type="button" className="button" onClick={onKeys}>
        All keys
      </button>
    </Dialog>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-5">
      <h3 className="mb-1 font-semibold">{title}</h3>
      {children}
    </section>
  )
}

/** A limit of 4 on a scale from 0 to 20, as in the table. */
function Ruler() {
  return (
    <svg
      viewBox="0 0 80 14"
      width="5rem"
      height="0.875rem"
      aria-hidden="true"
      className="mr-3 inline-block align-middle"
    >
      <path
        d="M4 9.500H76M4.500 9v4M22.500 9v4M40 9v4M57.500 9v4M75.500 9v4"
        fill="none"
        stroke="var(--control)"
      />
      <path d="M14.500 1h8l-4 7Z" fill="currentColor" />
    </svg>
  )
}
