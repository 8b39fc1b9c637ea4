import { describe, expect, it } from 'vitest';
import { FileDraw, classShares, popularity, zipfShares } from './file-draw.js';
import { filesPerClass, filesPerDirectory, lengthOf } from './layout.js';

const draws = 400_000;
const directories = 25;

/** Counts of directory, class and file in class over many draws. */
function drawMany(): { directories: number[]; classes: number[]; files: number[]; bytes: number } {
  const counts = {
    directories: zeros(directories),
    classes: zeros(classShares.length),
    files: zeros(filesPerClass),
    bytes: 0,
  };
  const draw = new FileDraw(directories, 42);
  for (let drawn = 0; drawn < draws; drawn++) {
    const index = draw.next();
    const within = index % filesPerDirectory;
    count(counts.directories, Math.floor(index / filesPerDirectory));
    count(counts.classes, Math.floor(within / filesPerClass));
    count(counts.files, within % filesPerClass);
    counts.bytes += lengthOf(index);
  }
  return counts;
}

describe('the draw of a file', () => {
  const drawn = drawMany();

  it('asks for 15,206 bytes in the mean', () => {
    // The standard deviation of one draw is about 61,000 bytes: that of this mean is about 100.
    expect(drawn.bytes / draws).toBeGreaterThan(15_206 - 400);
    expect(drawn.bytes / draws).toBeLessThan(15_206 + 400);
    expect(meanByFormula()).toBeCloseTo(15_206, -1);
  });

  it('has the classes in their shares', () => {
    expect(withoutTheirShare(drawn.classes, classShares)).toEqual([]);
  });

  it('has directories as often as Zipf says', () => {
    expect(withoutTheirShare(drawn.directories, zipfShares(directories))).toEqual([]);
    expect(zipfShares(3).map((share) => share * 11)).toEqual([6, 3, 2].map((share) => expect.closeTo(share)));
  });

  it('has the files of a class by Zipf in their order of popularity, and never file 0', () => {
    const shares = zipfShares(popularity.length);
    const byFile = zeros(filesPerClass);
    for (const [rank, file] of popularity.entries()) byFile[file] = shares[rank] ?? 0;
    expect(withoutTheirShare(drawn.files, byFile)).toEqual([]);
    expect(drawn.files[0]).toBe(0);
  });

  it('is the same from the same seed, and another from another', () => {
    const sequence = (seed: number): number[] => {
      const draw = new FileDraw(directories, seed);
      return Array.from({ length: 50 }, () => draw.next());
    };
    expect(sequence(1)).toEqual(sequence(1));
    expect(sequence(1)).not.toEqual(sequence(2));
  });

  it('stays within a set of one directory', () => {
    const draw = new FileDraw(1, 3);
    for (let drawnFiles = 0; drawnFiles < 1000; drawnFiles++) {
      expect(draw.next()).toBeLessThan(filesPerDirectory);
    }
  });
});

function meanByFormula(): number {
  const shares = zipfShares(popularity.length);
  return classShares.reduce(
    (mean, share, fileClass) =>
      mean +
      popularity.reduce(
        (sum, file, rank) => sum + share * (shares[rank] ?? 0) * lengthOf(fileClass * filesPerClass + file),
        0,
      ),
    0,
  );
}

/** The places whose count is five standard deviations or more from its binomial expectation. */
function withoutTheirShare(counts: readonly number[], shares: readonly number[]): number[] {
  return [...shares.keys()].filter((place) => {
    const share = shares[place] ?? 0;
    const deviation = Math.abs((counts[place] ?? 0) - draws * share);
    return deviation > 5 * Math.sqrt(draws * share * (1 - share));
  });
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}

function count(counts: number[], place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}
