import { type ComponentProps, useCallback, useEffect } from 'react'
import { type ListLocation, writeAddress } from '@/lib/agents/address/address.ts'
import type { Linked } from '@/lib/agents/address/link.ts'
import { ProfilePanel, usePreloadedProfile, useProfileAtOnce } from '../profile/profile-panel.tsx'
import { AgentsList } from './agents-list.tsx'
import { useOpenProfile } from './use-location.ts'
import type { useMoves } from './use-moves.ts'
import { usePressed } from './use-pressed.ts'

type Props = Omit<ComponentProps<typeof AgentsList>, 'openId' | 'opening'> & {
  atServer: ListLocation
  linked: Linked
  moves: ReturnType<typeof useMoves>
}

/** The list, and the profile that is open over it. Which one that is concerns nothing else of the screen. */
export function ListAndProfile({ atServer, linked, moves, ...list }: Props) {
  const { held, shown, filtering, zone } = list
  const { location, regions } = filtering
  const user_id = useOpenProfile(atServer)
  useProfileAtOnce(atServer.user_id !== null)
  usePreloadedProfile()
  const { pressed, press, showPressed } = usePressed()
  const profile = user_id === null ? pressed : user_id
  const name = shown.all.find(agent => agent.user_id === user_id)?.display_name
  useEffect(() => {
    document.title = `${name ?? 'Agents'} · Rollcall`
  }, [name])
  const hrefOf = useCallback((id: string) => writeAddress({ ...location, user_id: id }), [location])
  return (
    <div className="relative flex min-h-0 flex-1 flex-col" data-profile-open={user_id !== null || undefined}>
      <AgentsList
        {...list}
        openId={user_id ?? null}
        opening={{ hrefOf, press, showPressed, open: moves.open }}
      />
      {profile !== null && (
        <ProfilePanel
          user_id={profile}
          isOpen={user_id !== null}
          question={location.question}
          agents={shown.agents}
          isWhole={held.list?.end === 'whole'}
          listReadAt={held.list?.fetched_at}
          linked={linked}
          region={regions.field}
          zone={zone}
          onClose={moves.close}
          onStep={moves.step}
        />
      )}
    </div>
  )
}
