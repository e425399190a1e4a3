import { createRoot } from 'react-dom/client'
import { Dialog } from '@/components/ui/dialog.tsx'

/** Says why a filter was not set. No screen has to know of it: what is chosen stays as it was. */
export function sayTooLong(): void {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  const close = () => {
    root.unmount()
    place.remove()
  }
  root.render(
    <Dialog title="Too much for one address" onClose={close} isText>
      <p>
        Filters stand in the address of the page, so that a reload and a link keep them. These values are more
        than an address can hold, so nothing was changed. Choose fewer of them.
      </p>
    </Dialog>,
  )
}
