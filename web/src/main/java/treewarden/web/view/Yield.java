package treewarden.web.view;

/** How many of the rows that were made were kept. */
public record Yield(int made, int kept) {
    /** From 0 to 100. */
    public int percent() {
        return made == 0 ? 0 : Math.round(100f * kept / made);
    }
}
