package treewarden.domain;

/** What a run cost at the teacher: requests sent, tokens read and written as the server counted them. */
public record Usage(int requests, long promptTokens, long completionTokens) {
    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                requests + other.requests,
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens);
    }

    public long tokens() {
        return promptTokens + completionTokens;
    }
}
