/** The cells that claims read, found in a run: once for all of them, for a run may have ten thousand. Pure. */
import { cellKey } from '../../../../harness/model/cell.js';
import type { ClaimCell } from '../../../../harness/model/claim.js';
import { fullPoint, type Point } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { valuesOf } from '../../page/selection.js';
import type { CellName } from '../../page/state.js';
import type { LoadedRun } from '../../data/loaded-run.js';

/** What a run has of one suite. */
interface SuiteCells {
  readonly declaration: SuiteDeclaration;
  /** Keys of all its cells. */
  readonly keys: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
  /** Names of the factors that have more than one value. */
  readonly varying: readonly string[];
}

/** A cell as a claim read it: its full point, and its name on the page where the run has it. */
export interface FoundCell {
  readonly target: string;
  readonly metric: string;
  readonly point: Point;
  /** Where it is, as the page says it: the factors that vary. */
  readonly at: CellName['at'];
  /** Null for a cell that the run does not have. */
  readonly name: CellName | null;
}

export class ClaimCells {
  readonly #loaded: Pick<LoadedRun, 'run' | 'cells'>;
  readonly #suites = new Map<string, SuiteCells | null>();

  constructor(loaded: Pick<LoadedRun, 'run' | 'cells'>) {
    this.#loaded = loaded;
  }

  /** Null for a suite that the run does not have. */
  suite(name: string): SuiteCells | null {
    const known = this.#suites.get(name);
    if (known !== undefined) return known;
    const declaration = this.#loaded.run.suites.find((one) => one.name === name);
    const found = declaration === undefined ? null : cellsOf(declaration, this.#loaded);
    this.#suites.set(name, found);
    return found;
  }

  /** Null for a cell of a suite that the run does not have. */
  find({ suite: name, target, metric, point: said }: ClaimCell): FoundCell | null {
    const suite = this.suite(name);
    if (suite === null) return null;
    const point = fullPoint(suite.declaration, said);
    const at = Object.fromEntries(suite.varying.map((factor) => [factor, String(point[factor])]));
    const isThere =
      suite.keys.has(cellKey({ suite: name, target, point })) &&
      suite.declaration.metrics.some((one) => one.name === metric);
    return { target, metric, point, at, name: isThere ? { suite: name, metric, target, at } : null };
  }
}

function cellsOf(declaration: SuiteDeclaration, { cells }: Pick<LoadedRun, 'cells'>): SuiteCells {
  const [primary] = declaration.metrics;
  // Every cell has every metric of its suite.
  const own = cells.filter(({ suite, metric }) => suite === declaration.name && metric === primary?.name);
  return {
    declaration,
    keys: new Set(own.map(cellKey)),
    targets: new Set(own.map(({ target }) => target)),
    varying: declaration.factors
      .filter((factor) => valuesOf(declaration, factor, own).length > 1)
      .map(({ name }) => name),
  };
}
