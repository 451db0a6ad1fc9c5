package treewarden.sdg.teacher;

/** Why an answer ended. */
public enum Finish {
    /** The teacher had said it all. */
    STOP,
    /** It reached the longest answer that was allowed: the end is missing. */
    LENGTH,
    /** A filter of the server took it away. */
    FILTERED,
    /** The server did not say, or said something that is not in this list. */
    UNKNOWN
}
