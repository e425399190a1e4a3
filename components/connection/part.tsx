import { type ReactNode, useId } from 'react'

/** A part of the page under its heading. */
export function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="mt-8">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-2">
        <h2 id={id} className="text-15 font-semibold">
          {title}
        </h2>
        {hint && <span className="text-text-3">{hint}</span>}
      </div>
      {children}
    </section>
  )
}

/** What a part tells, by name. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className="border-t">
      {facts.map(([name, value]) => (
        <div key={name} className="flex flex-wrap gap-x-4 border-b py-1.5">
          <dt className="w-44 flex-none font-medium">{name}</dt>
          <dd className="min-w-0 flex-1 basis-60 text-text-2">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
