import type { Field } from '@/lib/agents/field.ts'

/** Still bars in the real columns while the first page is on its way. */
export function LoadingRows({ fields }: { fields: readonly Field[] }) {
  return (
    <div aria-hidden="true" className="agents overflow-hidden">
      <div className="h-(--head) border-b border-line-2" />
      {Array.from({ length: 24 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have nothing else
        <div key={row} className="agents-row">
          {fields.map(({ key, limit }) => (
            <div key={key} className="agents-cell flex items-center" data-key={key}>
              <i className={`block h-2 rounded-full bg-line ${limit ? 'ml-auto w-6' : 'w-3/5'}`} />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
