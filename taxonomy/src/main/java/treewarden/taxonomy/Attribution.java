package treewarden.taxonomy;

/** The {@code attribution.txt} beside a leaf. */
public sealed interface Attribution {
    /** There is one. */
    record Present(byte[] bytes) implements Attribution {}

    /** There is none. */
    record Absent() implements Attribution {}

    /** It cannot be known, so that nothing is said about it. */
    record Unknown() implements Attribution {}
}
