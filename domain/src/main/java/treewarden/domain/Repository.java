package treewarden.domain;

/**
 * A taxonomy repository on the code host.
 *
 * @param id what identifies it, through renames and transfers
 * @param installation the installation of the GitHub App through which it is reached
 */
public record Repository(long id, String owner, String name, long installation) {
    public String fullName() {
        return owner + "/" + name;
    }
}
