package treewarden.store;

/** A job's number. Later jobs have higher ones. */
public record JobId(long number) {
    @Override
    public String toString() {
        return Long.toString(number);
    }
}
