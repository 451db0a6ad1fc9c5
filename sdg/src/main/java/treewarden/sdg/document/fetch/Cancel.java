package treewarden.sdg.document.fetch;

/** Tells a fetch that nobody waits for it any longer. */
public interface Cancel {
    /** Looked at several times a second, from any thread; once true, the fetch ends. */
    boolean cancelled();

    /** Of a caller who waits to the end. */
    Cancel NEVER = () -> false;
}
