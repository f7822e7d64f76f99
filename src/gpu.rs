//! Runs what [`model::gpu`](crate::model::gpu) describes, with wgpu: WebGPU in a browser, Vulkan natively.
//!
//! Nothing here blocks and nothing panics. What can go wrong with an adapter comes back as a [`GpuError`], after which the
//! same training jobs are trained on the CPU: they are a function of (spec, data set, seed, number), so that all that is lost
//! is time.

use std::collections::BTreeMap;
use std::fmt;
use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};

use crate::language::t;
use crate::model::gpu::{Dispatch, JOB_WORDS, Kernel, Limits, SHADER, corrections};

/// Why nothing is trained on a GPU, or no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GpuError {
    /// There is no adapter, or the browser has no WebGPU.
    NoAdapter(String),
    /// The adapter gives no device.
    NoDevice(String),
    /// A buffer could not be had.
    OutOfMemory,
    /// The device is gone: taken away, or closed.
    Lost(String),
    /// What it was given to do was refused: an error of ours, or of its driver.
    Refused(String),
}

impl fmt::Display for GpuError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::NoAdapter(why) => t!("there is no GPU adapter: {why}", why),
            Self::NoDevice(why) => t!("the GPU gives no device: {why}", why),
            Self::OutOfMemory => t!("the GPU is out of memory").to_owned(),
            Self::Lost(why) => t!("the GPU was lost: {why}", why),
            Self::Refused(why) => t!("the GPU refused its work: {why}", why),
        })
    }
}

impl std::error::Error for GpuError {}

/// A device with the buffers that stay from dispatch to dispatch, those of one [`Fleet`](crate::model::gpu::Fleet).
pub struct Gpu {
    adapter: String,
    limits: Limits,
    device: wgpu::Device,
    queue: wgpu::Queue,
    shader: wgpu::ShaderModule,
    layout: wgpu::BindGroupLayout,
    pipelines: BTreeMap<Kernel, wgpu::ComputePipeline>,
    tables: wgpu::Buffer,
    corrections: wgpu::Buffer,
    state: wgpu::Buffer,
    /// The first that went wrong outside of a dispatch.
    lost: Arc<Mutex<Option<String>>>,
    wait: fn(&wgpu::Device),
}

const INPUT: wgpu::BufferUsages = wgpu::BufferUsages::STORAGE.union(wgpu::BufferUsages::COPY_DST);
const STATE: wgpu::BufferUsages = INPUT.union(wgpu::BufferUsages::COPY_SRC);

impl Gpu {
    /// The most powerful adapter's device. `wait` is called when work was given to the device: natively it must poll the
    /// device until that is done, as `device.poll(PollType::wait_indefinitely())` does; in a browser it has nothing to do.
    pub async fn open(wait: fn(&wgpu::Device)) -> Result<Self, GpuError> {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
            backends: wgpu::Backends::BROWSER_WEBGPU | wgpu::Backends::VULKAN,
            ..wgpu::InstanceDescriptor::new_without_display_handle()
        });
        let options = wgpu::RequestAdapterOptions {
            power_preference: wgpu::PowerPreference::HighPerformance,
            ..wgpu::RequestAdapterOptions::default()
        };
        let adapter =
            instance.request_adapter(&options).await.map_err(|error| GpuError::NoAdapter(error.to_string()))?;
        let (device, queue, limits) = device(&adapter).await?;
        let lost = Arc::<Mutex<Option<String>>>::default();
        let note = |lost: &Mutex<Option<String>>, text: String| {
            lost.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(text);
        };
        let (by_loss, by_error) = (Arc::clone(&lost), Arc::clone(&lost));
        device.set_device_lost_callback(move |reason, text| note(&by_loss, format!("{reason:?} {text}")));
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| note(&by_error, error.to_string())));
        let info = adapter.get_info();
        let corrections = corrections();
        let gpu = Self {
            adapter: if info.name.is_empty() { info.driver } else { info.name },
            limits,
            shader: device.create_shader_module(wgpu::ShaderModuleDescriptor {
                label: None,
                source: wgpu::ShaderSource::Wgsl(SHADER.into()),
            }),
            layout: bindings(&device),
            pipelines: BTreeMap::new(),
            tables: buffer(&device, 4, INPUT),
            corrections: buffer(&device, corrections.len() as u64 * 4, INPUT),
            state: buffer(&device, 16, STATE),
            lost,
            wait,
            device,
            queue,
        };
        gpu.queue.write_buffer(&gpu.corrections, 0, &bytes(corrections.into_iter().map(f32::to_bits)));
        Ok(gpu)
    }

    /// The adapter's name, as far as it says one.
    pub fn adapter(&self) -> &str {
        &self.adapter
    }

    /// What a [`Fleet`](crate::model::gpu::Fleet) for it must keep to.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Does the work of a dispatch and gives its results, for [`Fleet::take`](crate::model::gpu::Fleet::take). After an
    /// error the buffers are no longer what the fleet takes them for: it must be trained elsewhere.
    pub async fn run(&mut self, dispatch: &Dispatch) -> Result<Vec<u32>, GpuError> {
        self.check()?;
        let scopes = [wgpu::ErrorFilter::OutOfMemory, wgpu::ErrorFilter::Validation, wgpu::ErrorFilter::Internal]
            .map(|filter| self.device.push_error_scope(filter));
        let readback = self.submit(dispatch);
        let [memory, validation, internal] = scopes;
        // The latest is the first to be closed.
        let (internal, validation, memory) = (internal.pop(), validation.pop(), memory.pop());
        let mapped = mapped(&readback);
        (self.wait)(&self.device);
        if let Some(error) = memory.await.or(validation.await).or(internal.await) {
            self.check()?;
            return Err(match error {
                wgpu::Error::OutOfMemory { .. } => GpuError::OutOfMemory,
                other => GpuError::Refused(other.to_string()),
            });
        }
        let is_mapped = mapped.await;
        self.check()?;
        is_mapped.map_err(|error| GpuError::Refused(error.to_string()))?;
        let view = readback.get_mapped_range(..).map_err(|error| GpuError::Refused(error.to_string()))?;
        let words = view.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word)).take(dispatch.result_words);
        Ok(words.collect())
    }

    /// Gives the device back; every later run is [`GpuError::Lost`].
    pub fn close(&self) {
        self.device.destroy();
    }

    /// Whether it is still there.
    fn check(&self) -> Result<(), GpuError> {
        let lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner).clone();
        lost.map_or(Ok(()), |text| Err(GpuError::Lost(text)))
    }

    /// Gives the work to the device; what comes back will be in the buffer.
    fn submit(&mut self, dispatch: &Dispatch) -> wgpu::Buffer {
        let (device, queue) = (&self.device, &self.queue);
        if let Some(tables) = &dispatch.tables {
            self.tables = filled(device, queue, tables.iter().map(|x| x.to_bits()));
        }
        self.grow_state(dispatch.state_length * 4);
        let (device, queue) = (&self.device, &self.queue);
        for upload in &dispatch.uploads {
            queue.write_buffer(&self.state, upload.at * 4, &bytes(upload.values.iter().map(|x| x.to_bits())));
        }
        let jobs = filled(device, queue, dispatch.jobs.iter().copied());
        let orders = filled(device, queue, dispatch.orders.iter().copied());
        let length = dispatch.result_words as u64 * 4;
        let results = buffer(device, length, wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_SRC);
        let readback = buffer(device, length, wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST);
        for group in &dispatch.groups {
            self.pipelines
                .entry(group.kernel)
                .or_insert_with(|| pipeline(device, &self.shader, &self.layout, group.kernel));
        }
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        {
            let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
            for group in &dispatch.groups {
                let Some(pipeline) = self.pipelines.get(&group.kernel) else { continue };
                let bound = self.bind(&jobs, group.first, &orders, &results);
                pass.set_pipeline(pipeline);
                pass.set_bind_group(0, &bound, &[]);
                pass.dispatch_workgroups(group.jobs, 1, 1);
            }
        }
        encoder.copy_buffer_to_buffer(&results, 0, &readback, 0, length);
        queue.submit([encoder.finish()]);
        readback
    }

    /// The shader's bindings for the jobs from `first` on.
    fn bind(&self, jobs: &wgpu::Buffer, first: u32, orders: &wgpu::Buffer, results: &wgpu::Buffer) -> wgpu::BindGroup {
        let offset = u64::from(first) * JOB_WORDS as u64 * 4;
        let resources = [
            wgpu::BindingResource::Buffer(wgpu::BufferBinding { buffer: jobs, offset, size: None }),
            self.tables.as_entire_binding(),
            orders.as_entire_binding(),
            self.corrections.as_entire_binding(),
            self.state.as_entire_binding(),
            results.as_entire_binding(),
        ];
        let entries: Vec<_> =
            (0..).zip(resources).map(|(binding, resource)| wgpu::BindGroupEntry { binding, resource }).collect();
        let layout = &self.layout;
        self.device.create_bind_group(&wgpu::BindGroupDescriptor { label: None, layout, entries: &entries })
    }

    /// Makes the buffer of weights at least `length` bytes long, with what is in it.
    fn grow_state(&mut self, length: u64) {
        let now = self.state.size();
        if length <= now {
            return;
        }
        let larger = buffer(&self.device, length.max((2 * now).min(self.limits.storage_bytes)), STATE);
        let mut encoder = self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        encoder.copy_buffer_to_buffer(&self.state, 0, &larger, 0, now);
        // Before anything is written: writes come before what is submitted after them.
        self.queue.submit([encoder.finish()]);
        self.state = larger;
    }
}

/// A device with as much memory as the adapter has, and what a fleet for it must keep to.
async fn device(adapter: &wgpu::Adapter) -> Result<(wgpu::Device, wgpu::Queue, Limits), GpuError> {
    let has = adapter.limits();
    let wanted = wgpu::Limits {
        max_buffer_size: has.max_buffer_size,
        max_storage_buffer_binding_size: has.max_storage_buffer_binding_size,
        max_compute_workgroup_storage_size: has.max_compute_workgroup_storage_size,
        ..wgpu::Limits::default()
    };
    let limits = Limits {
        workgroup_bytes: wanted.max_compute_workgroup_storage_size,
        invocations: wanted.max_compute_invocations_per_workgroup,
        storage_bytes: wanted.max_storage_buffer_binding_size.min(wanted.max_buffer_size),
    };
    let descriptor = wgpu::DeviceDescriptor { required_limits: wanted, ..wgpu::DeviceDescriptor::default() };
    let (device, queue) =
        adapter.request_device(&descriptor).await.map_err(|error| GpuError::NoDevice(error.to_string()))?;
    Ok((device, queue, limits))
}

fn bytes(words: impl Iterator<Item = u32>) -> Vec<u8> {
    words.flat_map(u32::to_le_bytes).collect()
}

fn buffer(device: &wgpu::Device, size: u64, usage: wgpu::BufferUsages) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false })
}

fn filled(device: &wgpu::Device, queue: &wgpu::Queue, words: impl Iterator<Item = u32>) -> wgpu::Buffer {
    let bytes = bytes(words);
    let buffer = buffer(device, bytes.len() as u64, INPUT);
    queue.write_buffer(&buffer, 0, &bytes);
    buffer
}

/// Four buffers to read, and the weights and the results to write.
fn bindings(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    let entries = [true, true, true, true, false, false].map(|read_only| wgpu::BindingType::Buffer {
        ty: wgpu::BufferBindingType::Storage { read_only },
        has_dynamic_offset: false,
        min_binding_size: None,
    });
    let entries: Vec<_> = (0..)
        .zip(entries)
        .map(|(binding, ty)| wgpu::BindGroupLayoutEntry {
            binding,
            visibility: wgpu::ShaderStages::COMPUTE,
            ty,
            count: None,
        })
        .collect();
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: None, entries: &entries })
}

fn pipeline(
    device: &wgpu::Device,
    shader: &wgpu::ShaderModule,
    layout: &wgpu::BindGroupLayout,
    kernel: Kernel,
) -> wgpu::ComputePipeline {
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: None,
        bind_group_layouts: &[Some(layout)],
        ..wgpu::PipelineLayoutDescriptor::default()
    });
    let constants = [
        ("INVOCATIONS", f64::from(kernel.invocations)),
        ("VECTORS", f64::from(kernel.vectors)),
        ("LOCAL_WEIGHTS", f64::from(u8::from(kernel.local_weights))),
    ];
    device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
        label: None,
        layout: Some(&layout),
        module: shader,
        entry_point: Some("main"),
        compilation_options: wgpu::PipelineCompilationOptions {
            constants: &constants,
            // The shader writes everything before it reads it.
            zero_initialize_workgroup_memory: false,
        },
        cache: None,
    })
}

/// Resolves when the buffer can be read.
fn mapped(buffer: &wgpu::Buffer) -> impl Future<Output = Result<(), wgpu::BufferAsyncError>> + use<> {
    type Slot = (Option<Result<(), wgpu::BufferAsyncError>>, Option<Waker>);
    let slot = Arc::<Mutex<Slot>>::default();
    let filled = Arc::clone(&slot);
    buffer.map_async(wgpu::MapMode::Read, .., move |result| {
        let mut slot = filled.lock().unwrap_or_else(PoisonError::into_inner);
        slot.0 = Some(result);
        if let Some(waker) = slot.1.take() {
            waker.wake();
        }
    });
    poll_fn(move |context| {
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.0.is_none() {
            slot.1 = Some(context.waker().clone());
        }
        slot.0.take().map_or(Poll::Pending, Poll::Ready)
    })
}
