package treewarden.domain;

/** A contribution's name: the repository's id and the pull request's number. */
public record ContributionId(long repository, int number) {
    /** Stands for the repository as a whole, for what is about no contribution in particular; no pull request has number 0. */
    public static ContributionId ofAll(long repository) {
        return new ContributionId(repository, 0);
    }

    @Override
    public String toString() {
        return repository + "#" + number;
    }
}
