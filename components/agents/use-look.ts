import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { changeLook } from '@/lib/agents/address/list-location.ts'
import type { Field } from '@/lib/agents/field.ts'
import type { FieldKey } from '@/lib/agents/fields.ts'
import {
  DELIVERED,
  isSameColumns,
  mergeOwnLook,
  type OwnLook,
  shownFields,
} from '@/lib/agents/look/own-look.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { Density, View } from '@/lib/agents/view.ts'
import { COLUMNS_COOKIE, keptPreference, rememberPreference } from '@/lib/preferences.ts'

type List = {
  view: View
  /** All that are held. */
  all: readonly Agent[]
  /** They are all that the account has. */
  isEverybody: boolean
  /** The field Region, as it is drawn. */
  region: Field
}

/**
 * The columns and the density of the list: those that its address brings, else the person's own, which are kept in a
 * cookie, so that the server's next page has them from the first paint. What is changed while a link's are shown
 * changes the address, and leaves the person's own as they are.
 */
export function useLook(atServer: OwnLook, { view, all, isEverybody, region }: List) {
  const [own, setOwn] = useState(atServer)
  const choose = useCallback((change: (before: OwnLook) => Partial<OwnLook>) => {
    setOwn(before => {
      const next = { ...before, ...change(before) }
      // Another tab may have changed something else meanwhile.
      rememberPreference(COLUMNS_COOKIE, mergeOwnLook(keptPreference(COLUMNS_COOKIE), before, next))
      return next
    })
  }, [])
  const isLinked = view.columns !== null

  // The address says only what is not the person's own anyway. Which columns are shown where none are chosen is known with all agents.
  const isOwnColumns =
    isLinked && (own.keys !== null || isEverybody) && isSameColumns(view.columns, shownFields(own.keys, all))
  const isOwnDensity = view.density === own.density
  useEffect(() => {
    if (!isOwnColumns && !isOwnDensity) return
    // After the router's own effects, which would set the address back as the page opens.
    queueMicrotask(() =>
      changeLook({ ...(isOwnColumns && { columns: null }), ...(isOwnDensity && { density: null }) }),
    )
  }, [isOwnColumns, isOwnDensity])

  return {
    own,
    fields: useShownFields(view.columns ?? own.keys, all, region),
    density: view.density ?? own.density,
    /** They came with the address. */
    isLinked,
    change: (columns: readonly FieldKey[]) =>
      isLinked ? changeLook({ columns }) : choose(() => ({ keys: columns })),
    /** Back to the person's own columns, widths and density; from these to those delivered. */
    reset: () => {
      if (!isLinked) choose(() => DELIVERED)
      changeLook({ columns: null, density: null })
    },
    /** Makes a link's columns the person's own. */
    keep: () => choose(() => ({ keys: view.columns })),
    // There are two: what is not the link's is the person's own.
    setDensity: (density: Density) =>
      view.density === null ? choose(() => ({ density })) : changeLook({ density: null }),
    setWidth: (key: FieldKey, width: number) =>
      choose(({ widths }) => ({ widths: { ...widths, [key]: width } })),
  }
}

/** The same array while the same columns are shown: a new one would render every row anew. */
function useShownFields(keys: OwnLook['keys'], agents: readonly Agent[], region: Field): readonly Field[] {
  const last = useRef<readonly Field[]>([])
  return useMemo(() => {
    const fields = shownFields(keys, agents).map(field => (field.key === region.key ? region : field))
    const isSame =
      fields.length === last.current.length && fields.every((field, place) => field === last.current[place])
    if (!isSame) last.current = fields
    return last.current
  }, [keys, agents, region])
}
