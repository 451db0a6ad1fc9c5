package treewarden.store;

/** How far a job is: {@code done} of {@code of}, and with what it is busy. */
public record Progress(int done, int of, String what) {}
