'use client'

import { useQuery } from '@tanstack/react-query'
import type { Queue } from '@/lib/agents/schema.ts'
import { queuesQuery } from '@/lib/api/profile-queries.ts'
import { formatEnum } from '@/lib/formats.ts'
import { ListSection } from './section.tsx'

const CHANNELS = ['voice', 'video', 'messaging', 'email']

/** All of an agent's queues, by channel, each with how the agent is assigned. */
export function QueuesSection({ user_id }: { user_id: string }) {
  const query = useQuery(queuesQuery(user_id))
  return (
    <ListSection title="Queues" noun="queues" query={query}>
      {queues =>
        byChannel(queues).map(([channel, items]) => (
          <div key={channel} className="flex gap-4 py-0.5 max-sm:gap-3">
            <h4 className="w-36 flex-none text-text-3 max-sm:w-28">{channel}</h4>
            <ul className="min-w-0 flex-1">
              {items.map((queue, index) => (
                <li
                  // biome-ignore lint/suspicious/noArrayIndexKey: an agent may be in a queue twice, as agent and as supervisor
                  key={index}
                  className="[overflow-wrap:anywhere]"
                  title={queue.queue_description}
                >
                  <bdi translate="no">
                    {queue.queue_name ?? queue.cc_queue_id ?? queue.queue_id ?? 'Unknown'}
                  </bdi>
                  {queue.user_assignment_type && (
                    <span className="text-text-3"> · {formatEnum(queue.user_assignment_type)}</span>
                  )}
                </li>
              ))}
            </ul>
          </div>
        ))
      }
    </ListSection>
  )
}

/** Zoom's four channels in their order, then any other by its own name, then those that tell none. */
function byChannel(queues: readonly Queue[]): [channel: string, queues: Queue[]][] {
  const groups = Map.groupBy(queues, queue => queue.channel ?? '')
  const rank = (channel: string) => {
    if (channel === '') return CHANNELS.length + 1
    return CHANNELS.includes(channel) ? CHANNELS.indexOf(channel) : CHANNELS.length
  }
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([channel, items]) => [channel === '' ? 'Unknown channel' : formatEnum(channel), items])
}
