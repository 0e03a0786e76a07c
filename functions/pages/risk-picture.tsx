import type { Messages } from './messages/messages.ts';
import type { Scored } from './work-views.ts';

/**
 * How a system's risks stand in all dimensions: before controls a ring, with them a disc, and up to
 * where they are borne a line. Drawn by attributes alone, as the pages' policy of content demands;
 * the facts beside it say the same in words.
 */
export function RiskPicture({ scores, t }: { scores: readonly Scored[]; t: Messages }) {
  const levels = scores[0]?.levels ?? [];
  if (levels.length === 0) return null;
  const { picture } = t.work;
  const height = TOP + scores.length * ROW;
  const width = LEFT + levels.length * COLUMN;
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width="100%"
        role="img"
        aria-labelledby="picture-title picture-desc"
        font-size="13"
        fill="currentColor"
      >
        <title id="picture-title">{picture.title}</title>
        <desc id="picture-desc">{picture.legend}</desc>
        {levels.map((level, n) => (
          <text x={centre(n + 1)} y={TOP - 14} text-anchor="middle">
            {level}
          </text>
        ))}
        {scores.map((score, row) => (
          <Row score={score} y={TOP + row * ROW + ROW / 2} t={t} />
        ))}
      </svg>
      <figcaption class="small soft">{picture.legend}</figcaption>
    </figure>
  );
}

/** Sizes in units of the drawing: the dimensions' names on the left, the levels' above. */
const LEFT = 150;
const COLUMN = 90;
const TOP = 34;
const ROW = 34;

const centre = (level: number): number => LEFT + (level - 0.5) * COLUMN;

function Row({ score, y, t }: { score: Scored; y: number; t: Messages }) {
  const { dimension, inherent, residual, appetite, levels } = score;
  const borne = LEFT + appetite * COLUMN;
  return (
    <g>
      <text x="0" y={y + 4}>
        {t.work.picture.dimensions[dimension] ?? dimension}
      </text>
      <path
        d={`M${LEFT} ${y}H${LEFT + levels.length * COLUMN}`}
        stroke="currentColor"
        stroke-opacity="0.25"
      />
      <path d={`M${borne} ${y - ROW / 2}V${y + ROW / 2}`} stroke="currentColor" stroke-width="3" />
      <path
        d={`M${centre(inherent)} ${y}H${centre(residual)}`}
        stroke="currentColor"
        stroke-dasharray="3 3"
      />
      <circle
        cx={centre(inherent)}
        cy={y}
        r="9"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
      />
      <circle cx={centre(residual)} cy={y} r="6" />
    </g>
  );
}
