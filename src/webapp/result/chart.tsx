import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { money, month, shortMoney } from '../formats.ts';
import { text } from '../texts.ts';
import { layOut } from './chartLayout.ts';
import type { Point } from './trendPoints.ts';

const HEIGHT = 208;

/** The months as a line, those to come with their band; moved over by finger, mouse or arrow keys. */
export function Chart({ points, currency }: { points: readonly Point[]; currency: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(320);
  const [chosen, setChosen] = useState<number>();
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => setWidth(Math.max(200, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const layout = layOut(points, { width, height: HEIGHT });
  const newest = points.filter(({ isForecast }) => !isForecast).length - 1;
  const at = Math.min(chosen ?? newest, points.length - 1);
  const point = points[at]!;
  const said = sayPoint(point, currency);
  const follow = (event: PointerEvent) => {
    const { left } = box.current!.getBoundingClientRect();
    setChosen(layout.nearest(event.clientX - left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - 12,
      PageUp: at + 12,
      Home: 0,
      End: points.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(Math.min(points.length - 1, Math.max(0, next)));
  };
  return (
    <figure class="chart">
      <figcaption>
        <span class="chart-month">
          {month(point)}
          {point.isForecast && <span class="badge">{text('app-trend-forecast')}</span>}
        </span>
        <span class="chart-price">{money(point.price, currency)}</span>
        <span class="chart-range">
          {point.isForecast &&
            text('app-trend-between', {
              low: shortMoney(point.low, currency),
              high: shortMoney(point.high, currency),
            })}
        </span>
      </figcaption>
      <div
        ref={box}
        class="chart-box"
        role="slider"
        tabIndex={0}
        aria-label={text('app-trend-label', { months: newest + 1 })}
        aria-valuemin={0}
        aria-valuemax={points.length - 1}
        aria-valuenow={at}
        aria-valuetext={said}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => {
          if (event.pointerType === 'mouse' || event.buttons > 0) follow(event);
        }}
        onPointerLeave={(event) => {
          if (event.pointerType === 'mouse') setChosen(undefined);
        }}
        onKeyDown={onKeyDown}
      >
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true">
          {layout.levels.map(({ y, value }) => (
            <g key={value}>
              <line class="chart-level" x1="0" x2={width} y1={y} y2={y} />
              <text class="chart-text" x="0" y={y - 5}>
                {shortMoney(value, currency)}
              </text>
            </g>
          ))}
          {layout.years.map(({ x, year }) => (
            <text key={year} class="chart-text" x={x} y={HEIGHT - 4} text-anchor="middle">
              {year}
            </text>
          ))}
          <path class="chart-band" d={layout.band} />
          <path class="chart-line" d={layout.past} />
          <path class="chart-line ahead" d={layout.ahead} />
          <line
            class="chart-cursor"
            x1={layout.x(at)}
            x2={layout.x(at)}
            y1={layout.top}
            y2={layout.bottom}
          />
          <circle class="chart-point" cx={layout.x(at)} cy={layout.y(point.price)} r="5" />
        </svg>
      </div>
    </figure>
  );
}

function sayPoint(point: Point, currency: string): string {
  const price = `${month(point)}: ${money(point.price, currency)}`;
  if (!point.isForecast) return price;
  const between = text('app-trend-between', {
    low: money(point.low, currency),
    high: money(point.high, currency),
  });
  return `${price}, ${text('app-trend-forecast')}, ${between}`;
}
