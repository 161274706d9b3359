// placeholder until the first file of Archive stands
