package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TokenAccountsTest extends Contract {
    private static final String MONTH = "contributor 583231 2026-11";

    @Test
    void tokensAreTakenUpToTheLimitAndNoFurther() {
        assertThat(take(600)).isEqualTo(600);
        assertThat(take(600)).isEqualTo(400);
        assertThat(take(1)).isZero();
        assertThat(taken()).isEqualTo(1000);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        take(1000);
        database.run(transaction -> transaction.tokenAccounts().giveBack(MONTH, 300));

        assertThat(taken()).isEqualTo(700);
        assertThat(take(1000)).isEqualTo(300);
    }

    @Test
    void aLimitThatWasLoweredTakesNothingBack() {
        take(1000);

        assertThat(database.<Long>write(tables -> tables.tokenAccounts()
                        .take(MONTH, 10, 500, database.clock().instant())))
                .isZero();
        assertThat(taken()).isEqualTo(1000);
    }

    @Test
    void manyAtOnceTakeNoMoreThanThereIs() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var each = new ArrayList<Callable<Long>>();
            for (int i = 0; i < 40; i++) {
                each.add(() -> take(70));
            }
            long sum = 0;
            for (var result : threads.invokeAll(each)) {
                sum += result.get();
            }
            assertThat(sum).isEqualTo(1000);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anAccountThatNobodyTouchedForALongTimeIsForgotten() {
        take(10);
        clock.advance(Duration.ofDays(399));
        assertThat(new Retention(database).sweep().accounts()).isZero();
        clock.advance(Duration.ofDays(2));
        assertThat(new Retention(database).sweep().accounts()).isEqualTo(1);
        assertThat(taken()).isZero();
    }

    private long take(long wanted) {
        return database.<Long>write(tables -> tables.tokenAccounts()
                .take(MONTH, wanted, 1000, database.clock().instant()));
    }

    private long taken() {
        return database.<Long>read(tables -> tables.tokenAccounts().taken(MONTH));
    }
}
