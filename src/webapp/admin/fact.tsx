/** One line of a list of facts. */
export function Fact({ name, value, isCode }: { name: string; value: string; isCode?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={isCode === true ? 'code' : undefined}>{value}</dd>
    </div>
  );
}
