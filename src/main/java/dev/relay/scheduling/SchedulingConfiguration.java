package dev.relay.scheduling;

import dev.relay.job.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The threads of the clock's work: enough that a long reap does not hold up a promotion. */
@Configuration(proxyBeanMethods = false)
class SchedulingConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SchedulingConfiguration.class);
    private static final int THREADS = 4;

    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("scheduling-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(10);
        // Wait for rounds under way, not for looks planned for later.
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        scheduler.setErrorHandler(SchedulingConfiguration::logAndGoOn);
        return scheduler;
    }

    private static void logAndGoOn(Throwable thrown) {
        if (thrown instanceof StoreUnavailableException) {
            log.warn("Scheduled work put off until its next round: {}", thrown.getMessage());
        } else {
            log.error("Scheduled work failed; it is tried again in its next round", thrown);
        }
    }
}
