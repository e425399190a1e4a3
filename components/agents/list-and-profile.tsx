import { type RefObject, useCallback } from 'react'
import { type ListLocation, writeAddress } from '@/lib/agents/address/address.ts'
import type { Linked } from '@/lib/agents/address/link.ts'
import { ProfilePanel, usePreloadedProfile, useProfileAtOnce } from '../profile/profile-panel.tsx'
import { AgentsList } from './agents-list.tsx'
import type { Filtering } from './filters/filtering.ts'
import type { Held } from './held/use-held.ts'
import type { useSelection } from './selection/use-selection.ts'
import { useOpenProfile } from './use-location.ts'
import type { useLook } from './use-look.ts'
import type { useMoves } from './use-moves.ts'
import { usePressed } from './use-pressed.ts'
import type { useShown } from './use-shown.ts'
import { useTitle } from './use-title.ts'

type Props = {
  atServer: ListLocation
  held: Held
  shown: ReturnType<typeof useShown>
  filtering: Filtering
  linked: Linked
  look: ReturnType<typeof useLook>
  selection: ReturnType<typeof useSelection>
  zone: string
  scroller: RefObject<HTMLDivElement | null>
  /** The list's address; null while its rows are on their way. */
  address: string | null
  moves: ReturnType<typeof useMoves>
}

/** The list, and the profile that is open over it. Which one that is concerns nothing else of the screen. */
export function ListAndProfile({ atServer, linked, look, moves, ...list }: Props) {
  const { held, shown, filtering, zone } = list
  const { location, regions } = filtering
  const user_id = useOpenProfile(atServer)
  useProfileAtOnce(atServer.user_id !== null)
  usePreloadedProfile()
  const { pressed, press, showPressed } = usePressed()
  const profile = user_id === null ? pressed : user_id
  useTitle(user_id ? shown.all.find(agent => agent.user_id === user_id)?.display_name : undefined)
  const hrefOf = useCallback((id: string) => writeAddress({ ...location, user_id: id }), [location])
  return (
    <div className="relative flex min-h-0 flex-1 flex-col" data-profile-open={user_id !== null || undefined}>
      <AgentsList
        {...list}
        openId={user_id ?? null}
        look={look}
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
