package treewarden.sandbox.hub;

import java.util.Optional;

/**
 * A token that this Hub knows.
 *
 * @param secret what is sent as bearer
 * @param account to whom it belongs: the namespace of new repositories that name none
 * @param repository the one repository, {@code owner/name}, that it is limited to, where it is
 */
public record HubToken(String secret, String account, Access access, Optional<String> repository) {

    /** What it may do. */
    public enum Access {
        READ,
        WRITE
    }

    /** One that may write everywhere. */
    public static HubToken writing(String secret, String account) {
        return new HubToken(secret, account, Access.WRITE, Optional.empty());
    }

    /** One that may read everywhere. */
    public static HubToken reading(String secret, String account) {
        return new HubToken(secret, account, Access.READ, Optional.empty());
    }

    /** The same, good for one repository alone. */
    public HubToken only(String repositoryId) {
        return new HubToken(secret, account, access, Optional.of(repositoryId));
    }

    boolean covers(String repositoryId) {
        return repository.isEmpty() || repository.get().equals(repositoryId);
    }

    boolean writes() {
        return access == Access.WRITE;
    }

    @Override
    public String toString() {
        return "a token of " + account;
    }
}
