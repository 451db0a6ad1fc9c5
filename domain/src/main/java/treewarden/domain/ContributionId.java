package treewarden.domain;

/** A contribution's name: the repository's id and the pull request's number. */
public record ContributionId(long repository, int number) {
    @Override
    public String toString() {
        return repository + "#" + number;
    }
}
