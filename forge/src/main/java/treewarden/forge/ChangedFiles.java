package treewarden.forge;

import java.util.List;

/**
 * The files of a pull request.
 *
 * @param cut whether the code host left some out (GitHub lists 3,000 at most): then nothing may be concluded from what
 *     is not in the list
 */
public record ChangedFiles(List<ChangedFile> files, boolean cut) {
    public ChangedFiles {
        files = List.copyOf(files);
    }
}
