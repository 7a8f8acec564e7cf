//! Single faults with a goal of their own (`G34` to `G40` of the goal table), each from a seed.

use super::dice::Dice;
use super::script::{Meeting, secs};
use super::world::World;
use anyhow::{Result, ensure};
use sotto_engine::api::Request;
use sotto_transport::ServiceKey;
use std::path::Path;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How often is looked.
const LOOK: Duration = Duration::from_millis(100);
/// When it is given up.
const PATIENCE: Duration = Duration::from_secs(3600);
/// Contacts of the storm.
const CONTACTS: u8 = 200;

/// One fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// A computer sleeps for a minute to twelve hours, wakes, and its engine is told (G40).
    Night,
    /// A link falls silent without breaking (G34).
    Zombie,
    /// Somebody starts anew, and for one to two minutes others find the old descriptor (G35).
    Stale,
    /// A published service does not answer until it is published one to three times more, and nobody calls (G36).
    Deaf,
    /// Nobody of two hundred contacts is there (G37).
    Storm,
}

/// What a scene showed.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Which scene.
    pub scene: Scene,
    /// Seconds until all was well, or dials under way at once.
    pub figure: f64,
    /// Simulated time in all.
    pub simulated: Duration,
}

impl Scene {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Night, Self::Zombie, Self::Stale, Self::Deaf, Self::Storm];

    /// What is measured, as the report calls it.
    #[must_use]
    pub fn figure(self) -> &'static str {
        match self {
            Self::Night => "night_s_max",
            Self::Zombie => "zombie_s_max",
            Self::Stale => "stale_s_max",
            Self::Deaf => "deaf_s_max",
            Self::Storm => "dials_in_flight_max",
        }
    }

    /// The most that it may be.
    #[must_use]
    pub fn goal(self) -> f64 {
        match self {
            Self::Night | Self::Stale => 60.0,
            // found dead within 90 s, then a pause of a second, a dial and a handshake
            Self::Zombie => 105.0,
            // found out within ten minutes and a half, then pauses of one and two minutes, and dials that fail
            Self::Deaf => 15.0 * 60.0,
            Self::Storm => 4.0,
        }
    }
}

/// Plays a scene on disks in `folder` and measures. Wants a current-thread runtime with a paused clock.
///
/// # Errors
/// A disk fails, or it never ends well.
pub async fn play(scene: Scene, seed: u64, folder: &Path) -> Result<Measured> {
    let mut dice = Dice::new(seed ^ 0x5ce);
    let mut world = World::begin(seed, 2, folder).await?;
    let figure = match scene {
        Scene::Deaf => deaf(&world, &mut dice).await,
        Scene::Storm => storm(&world).await,
        _ => {
            world.acquaint(0, 1, Meeting::Mutual).await;
            for party in &world.parties {
                party.ask(Request::Connect).await;
            }
            settle(&world).await?;
            sleep(dice.time(&(secs(0)..=secs(120)))).await;
            disturb(scene, &mut world, &mut dice).await?;
            settle(&world).await.map(|took| took.as_secs_f64())
        }
    }?;
    for party in &mut world.parties {
        party.die().await;
    }
    Ok(Measured { scene, figure, simulated: world.age() })
}

/// Up to the moment from which is measured.
async fn disturb(scene: Scene, world: &mut World, dice: &mut Dice) -> Result<()> {
    let who = dice.index(2);
    match scene {
        Scene::Night => {
            world.sleep(who);
            sleep(dice.scale(&(secs(60)..=secs(12 * 3600)))).await;
            world.wake(who, true).await;
        }
        Scene::Zombie => world.sim.strand(&world.addresses[who]),
        Scene::Stale => {
            world.parties[who].die().await;
            world.sim.serve_stale_descriptor(&world.addresses[who], dice.time(&(secs(60)..=secs(120))));
            world.rise(who, 0)?;
            world.parties[who].ask(Request::Connect).await;
        }
        Scene::Deaf | Scene::Storm => {}
    }
    for from in 0..2 {
        world.parties[from].say(1 - from, &[format!("{from}#1 after it")]).await;
    }
    Ok(())
}

/// Until both are online on one stream and no text waits.
async fn settle(world: &World) -> Result<Duration> {
    let begun = Instant::now();
    while let Some(what) = world.unsettled(0, 1) {
        ensure!(begun.elapsed() < PATIENCE, "not settled: {what}");
        sleep(LOOK).await;
    }
    Ok(begun.elapsed())
}

async fn deaf(world: &World, dice: &mut Dice) -> Result<f64> {
    let address = world.addresses[0];
    world.parties[0].ask(Request::Connect).await;
    sleep(secs(20) + dice.time(&(secs(0)..=secs(1800)))).await;
    world.sim.deafen(&address, u32::try_from(1 + dice.below(3))?);
    let begun = Instant::now();
    while world.sim.is_deaf(&address) {
        ensure!(begun.elapsed() < PATIENCE, "the service was never published anew");
        sleep(LOOK).await;
    }
    Ok(begun.elapsed().as_secs_f64())
}

async fn storm(world: &World) -> Result<f64> {
    for n in 0..CONTACTS {
        let mut seed = [7; 32];
        seed[0] = n;
        let address = ServiceKey::from_seed(&seed).address().reveal();
        let request = Request::AddContact { address, name: String::new() };
        ensure!(world.parties[0].ask(request).await.is_some(), "a contact was refused");
    }
    world.parties[0].ask(Request::Connect).await;
    let mut most = 0;
    let begun = Instant::now();
    while begun.elapsed() < secs(600) {
        most = most.max(world.sim.dials(&world.addresses[0]));
        sleep(LOOK).await;
    }
    Ok(most as f64)
}
