package treewarden.store;

/** What became of a delivery that was accepted. */
public enum Intake {
    /** It is stored and will be handled. */
    STORED,
    /** It was stored before: nothing is to be done. */
    DUPLICATE
}
