package treewarden.bot;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import treewarden.forge.Forge;
import treewarden.forge.RepositoryForge;

/**
 * A code host that answers what somebody may do only once so many threads have asked it. By then each of them has looked
 * at the contribution, and none has written. Who asks once more, as who was overtaken does, is answered at once.
 */
final class ForgeWherePeopleMeet {
    private static final String QUESTION = "permission";
    private static final int PATIENCE_SECONDS = 30;

    private final CyclicBarrier barrier;
    private final Set<Thread> met = ConcurrentHashMap.newKeySet();

    ForgeWherePeopleMeet(int people) {
        barrier = new CyclicBarrier(people);
    }

    Forge around(Forge forge) {
        return proxy(Forge.class, (proxy, method, arguments) -> {
            var answer = invoke(forge, method, arguments);
            return answer instanceof RepositoryForge in ? meeting(in) : answer;
        });
    }

    private RepositoryForge meeting(RepositoryForge in) {
        return proxy(RepositoryForge.class, (proxy, method, arguments) -> {
            if (method.getName().equals(QUESTION) && met.add(Thread.currentThread())) {
                meet();
            }
            return invoke(in, method, arguments);
        });
    }

    private void meet() throws InterruptedException {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the others never came", e);
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> port, InvocationHandler handler) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
