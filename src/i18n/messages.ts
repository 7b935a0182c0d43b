// Written by `npm run messages` from locales/*.ftl: change these, not this file.
/* oxlint-disable max-lines */

type Value = string | number;

/** Every text for people, by `id` or `id.attribute`, with the variables it needs. */
export interface Messages {
  'problem-not-found': {};
  'problem-not-found.detail': { path: Value };
  'problem-method-not-allowed': {};
  'problem-method-not-allowed.detail': { allowed: Value };
  'problem-unauthorized': {};
  'problem-unauthorized.detail': {};
  'problem-admin-closed': {};
  'problem-admin-closed.detail': {};
  'problem-malformed-json': {};
  'problem-malformed-json.detail': {};
  'problem-unsupported-media-type': {};
  'problem-unsupported-media-type.detail': {};
  'problem-body-too-large': {};
  'problem-body-too-large.detail': { limit: Value };
  'problem-invalid-body': {};
  'problem-invalid-body.detail': { allowed: Value; field: Value };
  'problem-unknown-field': {};
  'problem-unknown-field.detail': { allowed: Value; field: Value };
  'problem-invalid-parameter': {};
  'problem-invalid-parameter.detail': { allowed: Value; field: Value };
  'problem-unknown-dataset': {};
  'problem-unknown-dataset.detail': { dataset: Value; known: Value };
  'problem-unknown-country': {};
  'problem-unknown-country.detail': { country: Value };
  'problem-unknown-job': {};
  'problem-unknown-job.detail': { job: Value };
  'problem-no-such-version': {};
  'problem-no-such-version.detail': { dataset: Value };
  'problem-not-pinned': {};
  'problem-not-pinned.detail': { dataset: Value };
  'problem-cache-off': {};
  'problem-cache-off.detail': {};
  'problem-writing-off': {};
  'problem-writing-off.detail': {};
  'problem-malformed-request': {};
  'problem-malformed-request.detail': {};
  'problem-unsupported-encoding': {};
  'problem-unsupported-encoding.detail': {};
  'problem-request-timeout': {};
  'problem-request-timeout.detail': {};
  'problem-headers-too-large': {};
  'problem-headers-too-large.detail': {};
  'problem-rate-limited': {};
  'problem-rate-limited.detail': { seconds: number };
  'problem-unavailable': {};
  'problem-unavailable.detail': {};
  'problem-internal': {};
  'problem-internal.detail': { requestId: Value };
  'allowed-boolean': {};
  'allowed-text': {};
  'allowed-object': {};
  'allowed-country': {};
  'allowed-limit': { maximum: Value };
  'allowed-query': { maximum: Value };
  'allowed-nothing': {};
  'home-title': {};
  'home-lead': {};
  'home-data': {};
  'home-operations': {};
  'home-countries': {};
  'home-search': {};
  'home-stats': {};
  'home-ready': {};
  'home-health': {};
  'language-name': {};
  'admin-denied': {};
}
