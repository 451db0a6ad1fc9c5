package treewarden.sdg.document.fetch;

/**
 * Something that a leaf names and that is not read.
 *
 * @param path of the file in its repository, or the pattern; untrusted text
 * @param why a clause that says what to do, such as {@code is a symbolic link, and links are not followed: ...}
 */
public record Refused(String path, String why) {}
