/** The formulas behind the numbers of the page, with their sources: what the files of `harness/stats` say of themselves. */

export interface Formula {
  readonly name: string;
  readonly how: string;
  /** Who found it, and where; null for what needs no source. */
  readonly source: string | null;
  /** The file that computes it, here and in the terminal. */
  readonly file: string;
}

/** By the part of the page that shows them. */
export const formulas: readonly { readonly title: string; readonly formulas: readonly Formula[] }[] = [
  {
    title: 'A number and its interval',
    formulas: [
      {
        name: 'Interval of a median',
        how: 'The narrowest pair of ordered launches that holds the true median with 95 % confidence or more, whatever the distribution; exact, by the binomial distribution.',
        source: 'David and Nagaraja, “Order Statistics” (3rd edition, 2003), section 7.1',
        file: 'harness/stats/intervals.ts',
      },
      {
        name: 'Quantile',
        how: 'Type 7: the value at the place (n − 1) p of the ordered values, interpolated between its neighbours.',
        source:
          'Hyndman and Fan, “Sample Quantiles in Statistical Packages” (The American Statistician 50(4), 1996)',
        file: 'harness/stats/quantiles.ts',
      },
      {
        name: 'Steadiness of a window',
        how: 'A straight line through its slices that changes the rate by more than 1 % beyond its own 99 % uncertainty, or a step of more than 5 % that is too clear for chance (p < 0.01), both discounted for autocorrelation.',
        source: null,
        file: 'harness/stats/steady.ts',
      },
      {
        name: 'Several modes',
        how: 'The dip test: the distance of the values from the nearest distribution with one mode.',
        source: 'Hartigan and Hartigan, “The Dip Test of Unimodality” (Annals of Statistics 13(1), 1985)',
        file: 'harness/stats/dip.ts',
      },
      {
        name: 'Orders within blocks',
        how: 'A Latin square in which every target stands at every place, and follows every other, equally often.',
        source:
          'Williams, “Experimental designs balanced for the estimation of residual effects of treatments” (Australian Journal of Scientific Research A 2, 1949)',
        file: 'harness/plan/block-orders.ts',
      },
    ],
  },
  {
    title: 'Two targets, two runs',
    formulas: [
      {
        name: 'Ratio of two targets',
        how: 'The pseudo-median of the differences of their logarithms within the blocks, with the exact interval of Wilcoxon’s signed ranks.',
        source:
          'Hodges and Lehmann, “Estimates of Location Based on Rank Tests” (Annals of Mathematical Statistics 34(2), 1963); Hollander, Wolfe and Chicken, “Nonparametric Statistical Methods” (3rd edition, 2014), chapter 3',
        file: 'harness/stats/wilcoxon.ts',
      },
      {
        name: 'p value of a ratio',
        how: 'The exact sign-flip test of “the ratio is 1”.',
        source: 'Fisher, “The Design of Experiments” (1935), section 21',
        file: 'harness/stats/sign-flip.ts',
      },
      {
        name: 'Ratio of two runs',
        how: 'The shift between two samples of logarithms, its interval, and the rank-sum test.',
        source:
          'Mann and Whitney (Annals of Mathematical Statistics 18(1), 1947); Hollander, Wolfe and Chicken (2014), chapter 4',
        file: 'harness/stats/unpaired.ts',
      },
      {
        name: 'Geometric mean of ratios',
        how: 'Its interval is the percentile bootstrap over sessions, their blocks, and what a block has measured once.',
        source: 'Davison and Hinkley, “Bootstrap Methods and their Application” (1997), section 3.8',
        file: 'harness/stats/hierarchical-bootstrap.ts',
      },
      {
        name: 'Equivalence',
        how: 'The whole interval lies within the margin: two one-sided tests.',
        source: 'Schuirmann (Journal of Pharmacokinetics and Biopharmaceutics 15, 1987)',
        file: 'harness/stats/equivalence.ts',
      },
      {
        name: 'Least effect that would be seen',
        how: 'Half the length of the interval on the logarithmic scale, and the noise floor on top of it.',
        source: null,
        file: 'harness/stats/minimum-effect.ts',
      },
      {
        name: 'Effect size',
        how: 'The probability that a launch of one is better than one of the other, less that of the reverse.',
        source: 'Cliff, “Dominance Statistics” (Psychological Bulletin 114(3), 1993)',
        file: 'harness/stats/cliffs-delta.ts',
      },
    ],
  },
  {
    title: 'Many at once',
    formulas: [
      {
        name: 'Tiers',
        how: 'p values of all pairs of a table, adjusted so that any false one among them stays below 5 %.',
        source:
          'Holm, “A Simple Sequentially Rejective Multiple Test Procedure” (Scandinavian Journal of Statistics 6(2), 1979)',
        file: 'harness/judge/compare/tiers.ts',
      },
      {
        name: 'q of a comparison',
        how: 'p values adjusted so that the expected share of false differences among those found stays below q.',
        source:
          'Benjamini and Hochberg, “Controlling the False Discovery Rate” (Journal of the Royal Statistical Society B 57(1), 1995)',
        file: 'harness/stats/multiplicity.ts',
      },
      {
        name: 'Interval of a rank',
        how: 'The percentile bootstrap over blocks, the same ones for all targets.',
        source:
          'Hall and Miller, “Using the Bootstrap to Quantify the Authority of an Empirical Ranking” (Annals of Statistics 37(6B), 2009)',
        file: 'harness/stats/rank-intervals.ts',
      },
      {
        name: 'Change points',
        how: 'E-divisive: where the energy distance between the runs before and after is greatest, with a permutation test.',
        source:
          'Matteson and James, “A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data” (Journal of the American Statistical Association 109(505), 2014)',
        file: 'harness/stats/e-divisive.ts',
      },
    ],
  },
];
