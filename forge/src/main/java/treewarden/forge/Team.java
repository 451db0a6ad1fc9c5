package treewarden.forge;

/**
 * A team of an organization.
 *
 * @param slug its name in addresses: {@code taxonomy-approvers}
 */
public record Team(String organization, String slug) {
    @Override
    public String toString() {
        return organization + "/" + slug;
    }
}
