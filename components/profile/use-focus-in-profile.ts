import { useKeptFocus } from '@/components/ui/use-kept-focus.ts'

/**
 * For a part of a profile: whatever goes there with the focus, such as a button to try again that has helped, leaves the
 * focus to the profile itself.
 */
export function useFocusInProfile() {
  return useKeptFocus((part: HTMLDivElement) =>
    part.closest<HTMLElement>('[data-profile]')?.focus({ preventScroll: true }),
  )
}
