/** Still bars in the real columns while the first page is on its way. */
export function LoadingRows() {
  return (
    <div aria-hidden="true" className="agents min-h-0 flex-1 overflow-hidden">
      <div className="h-(--head) border-b border-line-2" />
      {Array.from({ length: 24 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have nothing else
        <div key={row} className="agents-row">
          {[
            'col-name w-28',
            'col-email w-44',
            'col-status w-24',
            'col-access w-12',
            'col-role w-16',
            'col-region w-14',
          ].map(bar => (
            <div key={bar} className={`agents-cell ${bar.split(' ')[0]} flex items-center`}>
              <i className={`block h-2 rounded-full bg-line ${bar.split(' ')[1]}`} />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
