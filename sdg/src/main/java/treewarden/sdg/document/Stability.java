package treewarden.sdg.document;

/** Whether what came of a document will be the same tomorrow, and so can be kept. */
public enum Stability {
    /** It depends on the bytes and our settings alone. */
    LASTING,
    /** Something was not there, or too slow, that may be there tomorrow: a server, a network. */
    PASSING
}
