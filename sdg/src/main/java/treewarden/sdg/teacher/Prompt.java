package treewarden.sdg.teacher;

/**
 * What the teacher reads.
 *
 * @param system who it is to be; may be empty
 * @param user what it is to do
 */
public record Prompt(String system, String user) {
    /** Both in one text, for servers that only complete text. */
    public String whole() {
        return system.isEmpty() ? user : system + "\n" + user;
    }

    /** About how many tokens it has: characters over four. */
    public int tokens() {
        return (system.length() + user.length()) / 4;
    }
}
