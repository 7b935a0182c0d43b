/** What is thought of the logarithm of a price or of a ratio: normal, with a mean and a variance. */
export interface Belief {
  mean: number;
  variance: number;
}

/**
 * A belief after an observation of the same thing with an error of its own: the mean of both, weighted by their precision.
 *
 *     weight = prior variance / (prior variance + error variance);  mean = prior + weight × (observed − prior)
 *
 * The observation is shrunk towards the prior the more, the less evidence it has. Empirical Bayes shrinkage: Efron and Morris,
 * «Data analysis using Stein's estimator and its generalizations», JASA 70 (1975); in insurance Bühlmann's credibility (1967).
 */
export function observed(prior: Belief, observation: Belief): Belief {
  const weight = prior.variance / (prior.variance + observation.variance);
  return {
    mean: prior.mean + weight * (observation.mean - prior.mean),
    variance: prior.variance * (1 - weight),
  };
}
