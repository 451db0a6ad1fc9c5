package treewarden.forge;

/**
 * An entry of a tree.
 *
 * @param path from the root of the repository: untrusted text
 * @param mode git's, six octal digits: {@code 100644} a file, {@code 100755} a program, {@code 120000} a symbolic link,
 *     {@code 040000} a folder, {@code 160000} another repository
 * @param type {@code blob}, {@code tree} or {@code commit}
 * @param sha its git object name
 * @param size in bytes; 0 for what is no file
 */
public record TreeEntry(String path, String mode, String type, String sha, long size) {
    /** An ordinary file: no link, no program, no folder, no submodule. */
    public boolean isPlainFile() {
        return mode.equals("100644") && type.equals("blob");
    }
}
