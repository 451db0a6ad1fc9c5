package treewarden.domain;

/** How much a finding weighs. An error keeps a contribution from being sampled, a warning does not. */
public enum Severity {
    ERROR,
    WARNING
}
